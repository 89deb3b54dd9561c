@echo off
setlocal
chcp 65001 >nul
set "PY=py -3"
%PY% --version >nul 2>nul || set "PY=python"
%PY% --version >nul 2>nul || goto none
%PY% "%~dp0run.py" %*
set "CODE=%ERRORLEVEL%"
goto end
:none
echo 本机没有 Python，请先安装 Python 3.11 或更新的版本再启动。
set "CODE=2"
:end
if not "%CODE%"=="0" if "%~1"=="" pause
exit /b %CODE%

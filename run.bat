@echo off
setlocal
chcp 65001 >nul
for %%v in (-3.14 -3.13 -3.12 -3.11 -3) do py %%v --version 1>&2 2>nul && set "PY=py %%v" && goto run
set "PY=python"
python --version 1>&2 2>nul || goto none
:run
%PY% "%~dp0run.py" %*
set "CODE=%ERRORLEVEL%"
goto end
:none
echo 本机没有 Python，请安装 Python 3.11 到 3.14 中的一种再启动。
set "CODE=2"
:end
if not "%CODE%"=="0" if "%~1"=="" pause
exit /b %CODE%

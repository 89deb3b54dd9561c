@echo off
setlocal
chcp 65001 >nul
set C=
for %%v in (-3.14 -3.13 -3.12 -3.11 -3) do call :try "py %%v" "pyw %%v"
call :try python pythonw
if not defined C goto none
if "%~1"=="" start "" %W% "%~dp0run.py"
if "%~1"=="" exit /b
%C% "%~dp0run.py" %*
exit /b %ERRORLEVEL%
:try
if defined C exit /b
%~1 --version 1>&2 2>nul
if errorlevel 1 exit /b
set C=%~1
set W=%~2
exit /b
:none
echo 本机没有 Python，请安装 Python 3.11 到 3.14 再启动。
if "%~1"=="" pause
exit /b 2

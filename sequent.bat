@echo off
rem Runs Sequent: sequent ACTION TASK --setting=value. The first use in a checkout builds it.
rem   JAVA_HOME             the JDK or JRE to run on, 17 or later; otherwise java on the PATH
rem   SEQUENT_JAVA_OPTIONS  options of the JVM, such as -Xmx4g; -Xshare:off starts without an archive
rem                         of classes and makes none
setlocal
set "HOME_OF_SEQUENT=%~dp0"
set "JAVA=java"
if defined JAVA_HOME set "JAVA=%JAVA_HOME%\bin\java"

set "JAR=%HOME_OF_SEQUENT%sequent.jar"
if exist "%JAR%" goto run
set "JAR=%HOME_OF_SEQUENT%target\sequent.jar"
if exist "%JAR%" goto run
if not exist "%HOME_OF_SEQUENT%pom.xml" (
  echo error: no sequent.jar in %HOME_OF_SEQUENT% 1>&2
  exit /b 2
)
echo building Sequent, once; the first build downloads its libraries 1>&2
call mvn -q -B -f "%HOME_OF_SEQUENT%pom.xml" package -DskipTests 1>&2
if errorlevel 1 (
  echo error: the build of %HOME_OF_SEQUENT% failed 1>&2
  exit /b 2
)

:run
rem What the user tells the JVM, in whatever way.
set "OWN=%SEQUENT_JAVA_OPTIONS% %JAVA_TOOL_OPTIONS% %JDK_JAVA_OPTIONS%"
set "OWN=%OWN:"=%"
call :choose_archive
set "ARCHIVE_OPTIONS="
if defined ARCHIVE set ARCHIVE_OPTIONS="-XX:SharedArchiveFile=%ARCHIVE%" -XX:+VerifySharedSpaces "-Xlog:cds*=off"
set "SERVER="
if "%~1"=="serve" call :choose_server_options
"%JAVA%" %ARCHIVE_OPTIONS% %SERVER% %SEQUENT_JAVA_OPTIONS% -jar "%JAR%" %*
exit /b %ERRORLEVEL%

rem Short garbage collections, for even answers (docs/serve.md).
:choose_server_options
rem The user's own.
if not "%OWN:GC=%"=="%OWN%" exit /b
if not "%OWN:-Xmn=%"=="%OWN%" exit /b
if not "%OWN:NewSize=%"=="%OWN%" exit /b
set "SERVER=-XX:+UseSerialGC -Xmn32m"
exit /b

rem Sets ARCHIVE to the archive of classes with which this Java starts quicker, made if need be, as the
rem script for other systems does (docs/install.md). The name of one says for which Java and jar it is;
rem an empty one says that none can be made.
:choose_archive
set "ARCHIVE="
rem The user's own.
if not "%OWN:-Xshare=%"=="%OWN%" exit /b
if not "%OWN:Archive=%"=="%OWN%" exit /b
if not "%OWN:AOT=%"=="%OWN%" exit /b
set "MODULES=%JAVA_HOME%\lib\modules"
if not defined JAVA_HOME for %%P in (java.exe) do set "MODULES=%%~dp$PATH:P..\lib\modules"
if not exist "%MODULES%" exit /b
for %%D in ("%MODULES%\..\..") do set "JDK=%%~nxD"
for %%F in ("%MODULES%") do set "KEY=%%~zF%%~tF"
for %%F in ("%JAR%") do set "KEY=%KEY%%%~zF%%~tF"
set "KEY=%KEY:/=%"
set "KEY=%KEY::=%"
set "KEY=%KEY:.=%"
set "KEY=%KEY:-=%"
set "KEY=%KEY: =%"
for %%F in ("%JAR%") do call :archive_in "%%~dpF"
if not defined FOUND if defined LOCALAPPDATA call :archive_in "%LOCALAPPDATA%\sequent\classes\%HOME_OF_SEQUENT::=%"
exit /b

rem Looks for it in a folder, and makes it there if that can be written to.
:archive_in
set "OF_JDK=%~1sequent-%JDK%-"
set "NAME=%OF_JDK%%KEY%"
set "FOUND="
call :find_archive
if not defined FOUND call :make_archive "%~1"
if not defined FOUND call :find_archive
exit /b

:find_archive
if not exist "%NAME%.jsa" exit /b
set "FOUND=yes"
for %%F in ("%NAME%.jsa") do if not "%%~zF"=="0" set "ARCHIVE=%NAME%.jsa"
exit /b

:make_archive
setlocal
set "WORK=%NAME%.making"
set "MADE=%WORK%\classes.jsa"
rem A process that was killed a day ago makes it no more.
forfiles /p "%~1." /m "sequent-*.making" /d -1 /c "cmd /c rmdir /s /q @path" >nul 2>nul
mkdir "%~1" 2>nul
mkdir "%WORK%" 2>nul || exit /b
rem Options for all JVMs may be those of a debugger, which would wait for somebody.
set "JAVA_TOOL_OPTIONS="
set "JDK_JAVA_OPTIONS="
set "OMP_WAIT_POLICY=passive"
echo preparing quick starts, once for this Java 1>&2
"%JAVA%" -XX:TieredStopAtLevel=1 "-XX:ArchiveClassesAtExit=%MADE%" -cp "%JAR%" io.sequent.common.cli.Rehearsal "%WORK%" ner <nul >nul 2>nul
if errorlevel 1 del "%MADE%" 2>nul
if not exist "%MADE%" type nul >"%MADE%"
del "%OF_JDK%*.jsa" 2>nul
move "%MADE%" "%NAME%.jsa" >nul 2>nul
rmdir /s /q "%WORK%"
exit /b

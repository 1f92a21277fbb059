@echo off
rem Runs Sequent: sequent ACTION TASK --setting=value. The first use in a checkout builds it.
rem   JAVA_HOME             the JDK or JRE to run on, 17 or later; otherwise java on the PATH
rem   SEQUENT_JAVA_OPTIONS  options of the JVM, such as -Xmx4g
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
"%JAVA%" %SEQUENT_JAVA_OPTIONS% -jar "%JAR%" %*
exit /b %ERRORLEVEL%

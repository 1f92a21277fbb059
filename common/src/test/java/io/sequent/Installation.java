package io.sequent;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/**
 * The script {@code sequent} in a folder of its own, and the programs that it can call.
 *
 * @param home where the script is
 * @param programs all of the {@code PATH}
 */
record Installation(Path home, Path programs) {
  /** Prints each argument on a line. */
  static final String SHOW_ARGUMENTS = "for a in \"$@\"; do echo \"[$a]\"; done\n";

  /** Installs it in a folder, with a Java that says what it is called with. */
  static Installation in(Path folder) throws IOException {
    Installation made =
        new Installation(
            Files.createDirectory(folder.resolve("a home")),
            Files.createDirectory(folder.resolve("programs")));
    Files.copy(Path.of("sequent"), made.script());
    made.program("java", "echo arenas=$MALLOC_ARENA_MAX\n" + SHOW_ARGUMENTS);
    made.link("dirname", "readlink");
    return made;
  }

  Path script() {
    return home.resolve("sequent");
  }

  void program(String name, String script) throws IOException {
    Path file = Files.writeString(programs.resolve(name), "#!/bin/sh\n" + script);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  /** Gives it programs of the system. */
  void link(String... names) throws IOException {
    for (String name : names) {
      program(name, "PATH=/usr/bin:/bin exec " + name + " \"$@\"\n");
    }
  }

  /** How a call ended, with what it printed on both streams. */
  record Ended(int status, List<String> out) {}

  Ended run(Path script, Map<String, String> environment, String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of("/bin/sh", script.toString()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).directory(programs.toFile());
    builder.environment().clear();
    builder.environment().put("PATH", programs.toString());
    builder.environment().putAll(environment);
    Process process = builder.start();
    List<String> out = new String(process.getInputStream().readAllBytes(), UTF_8).lines().toList();
    return new Ended(process.waitFor(), out);
  }

  /** Writes a jar. */
  static void jar(Path file, Manifest manifest, Map<String, byte[]> content) throws IOException {
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(file), manifest)) {
      for (Map.Entry<String, byte[]> entry : content.entrySet()) {
        out.putNextEntry(new JarEntry(entry.getKey()));
        out.write(entry.getValue());
      }
    }
  }
}

package io.sequent.common.data;

import java.net.URI;
import java.nio.file.Path;

/**
 * A published file and where it goes.
 *
 * @param address where it is published
 * @param sha256 its SHA-256 in lower-case hexadecimal
 * @param target where it goes; appears there only when complete and checked
 */
public record RemoteFile(URI address, String sha256, Path target) {}

package io.sequent.common.network.engine;

import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;
import org.kohsuke.MetaInfServices;

/** Tests run as the program does: the properties are set before any of them touches an array. */
@MetaInfServices(LauncherSessionListener.class)
public final class NativePropertiesInTests implements LauncherSessionListener {
  @Override
  public void launcherSessionOpened(LauncherSession session) {
    NativeProperties.set();
  }
}

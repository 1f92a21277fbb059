package io.sequent.common.notebook;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodHandles.Lookup;
import java.lang.invoke.VarHandle;
import java.util.Set;
import org.rapaio.jupyter.kernel.channels.AbstractChannel;
import org.rapaio.jupyter.kernel.channels.ControlChannel;
import org.rapaio.jupyter.kernel.channels.HeartbeatChannel;
import org.rapaio.jupyter.kernel.channels.LoopThread;
import org.rapaio.jupyter.kernel.channels.ShellChannel;

/**
 * The thread that answers the requests of one of the kernel's channels. It runs while a flag is
 * set, but the kernel sets the flag only after starting it: a thread that is quick enough finds the
 * flag unset and ends, and nobody answers. Here such a thread is started again.
 */
final class ChannelLoop {
  private static final Set<Class<?>> WITH_LOOP =
      Set.of(ShellChannel.class, ControlChannel.class, HeartbeatChannel.class);

  /** By then a loop that found its flag unset has ended. */
  private static final long SETTLED_MILLIS = 300;

  private ChannelLoop() {}

  /** Makes sure that the thread of an open channel runs. */
  static void ensure(AbstractChannel channel)
      throws ReflectiveOperationException, InterruptedException {
    Class<?> type = channel.getClass();
    if (!WITH_LOOP.contains(type)) {
      return;
    }
    VarHandle field =
        MethodHandles.privateLookupIn(type, MethodHandles.lookup())
            .findVarHandle(type, "loopThread", LoopThread.class);
    LoopThread loop = (LoopThread) field.getVolatile(channel);
    loop.join(SETTLED_MILLIS);
    while (!loop.isAlive()) {
      loop = again(loop);
      field.setVolatile(channel, loop);
      loop.start();
      loop.join(SETTLED_MILLIS);
    }
  }

  /** A thread cannot be started twice, so another one takes over its work. */
  private static LoopThread again(LoopThread ended) throws ReflectiveOperationException {
    Lookup inside = MethodHandles.privateLookupIn(LoopThread.class, MethodHandles.lookup());
    VarHandle pause = inside.findVarHandle(LoopThread.class, "sleep", long.class);
    VarHandle body = inside.findVarHandle(LoopThread.class, "loopBody", Runnable.class);
    return new LoopThread(ended.getName(), (long) pause.get(ended), (Runnable) body.get(ended));
  }
}

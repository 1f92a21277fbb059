package io.sequent.common.notebook;

import io.sequent.common.network.engine.NativeProperties;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodHandles.Lookup;
import java.lang.invoke.VarHandle;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.rapaio.jupyter.kernel.MainApp;
import org.rapaio.jupyter.kernel.channels.AbstractChannel;
import org.rapaio.jupyter.kernel.channels.Channels;
import org.rapaio.jupyter.kernel.channels.MessageHandler;
import org.rapaio.jupyter.kernel.channels.ShellChannel;
import org.rapaio.jupyter.kernel.core.ConnectionProperties;
import org.rapaio.jupyter.kernel.core.RapaioKernel;
import org.rapaio.jupyter.kernel.core.Transform;
import org.rapaio.jupyter.kernel.message.MessageType;
import org.rapaio.jupyter.kernel.message.messages.IOPubStatus;

/**
 * Starts the Rapaio kernel for Jupyter. The kernel's own start opens its channels before it has
 * registered its handlers: a request that arrives in between ends the thread that would have
 * answered it, and the notebook waits forever. Here the channels are opened last. That takes access
 * to two private fields, which are those of the version in pom.xml.
 */
final class NotebookKernel {
  private static final Logger ALL_LOGGERS = Logger.getLogger("");

  private NotebookKernel() {}

  /**
   * Answers Jupyter until it shuts the kernel down.
   *
   * @param arguments the connection file written by Jupyter
   */
  public static void main(String[] arguments) throws Exception {
    NativeProperties.set();
    ALL_LOGGERS.setLevel(Level.WARNING); // The kernel logs every message.
    ConnectionProperties connection =
        Transform.fromJson(Files.readString(Path.of(arguments[0])), ConnectionProperties.class);
    Channels channels = new Channels(connection);
    connect(channels, connection, MainApp.kernel);
    channels.joinUntilClose();
  }

  @SuppressWarnings("unchecked") // The types are those of the fields.
  private static void connect(
      Channels channels, ConnectionProperties connection, RapaioKernel kernel)
      throws ReflectiveOperationException, InterruptedException {
    Lookup inside = MethodHandles.privateLookupIn(Channels.class, MethodHandles.lookup());
    VarHandle handlers = inside.findVarHandle(Channels.class, "handlers", Map.class);
    VarHandle all = inside.findVarHandle(Channels.class, "channels", Set.class);
    kernel.registerChannels(channels);
    handlers.setVolatile(channels, handlers(kernel));
    Set<AbstractChannel> opened = (Set<AbstractChannel>) all.get(channels);
    // Shell last: answering its requests needs all the other channels.
    List<AbstractChannel> inOrder =
        opened.stream().sorted(Comparator.comparing(ShellChannel.class::isInstance)).toList();
    for (AbstractChannel channel : inOrder) {
      if (channel instanceof ShellChannel) {
        channels.publish(IOPubStatus.STARTING);
      }
      channel.bind(connection);
      ChannelLoop.ensure(channel);
    }
  }

  private static Map<MessageType<?>, MessageHandler<?>> handlers(RapaioKernel kernel) {
    Map<MessageType<?>, MessageHandler<?>> handlers = new HashMap<>();
    add(MessageType.SHELL_EXECUTE_REQUEST, kernel::handleExecuteRequest, handlers);
    add(MessageType.SHELL_INSPECT_REQUEST, kernel::handleInspectRequest, handlers);
    add(MessageType.SHELL_COMPLETE_REQUEST, kernel::handleCompleteRequest, handlers);
    add(MessageType.SHELL_HISTORY_REQUEST, kernel::handleHistoryRequest, handlers);
    add(MessageType.SHELL_IS_COMPLETE_REQUEST, kernel::handleIsCompleteRequest, handlers);
    add(MessageType.SHELL_KERNEL_INFO_REQUEST, kernel::handleKernelInfoRequest, handlers);
    add(MessageType.CONTROL_SHUTDOWN_REQUEST, kernel::handleShutdownRequest, handlers);
    add(MessageType.CONTROL_INTERRUPT_REQUEST, kernel::handleInterruptRequest, handlers);
    add(MessageType.CUSTOM_COMM_OPEN, kernel::handleCommOpenCommand, handlers);
    add(MessageType.CUSTOM_COMM_MSG, kernel::handleCommMsgCommand, handlers);
    add(MessageType.CUSTOM_COMM_CLOSE, kernel::handleCommCloseCommand, handlers);
    add(MessageType.SHELL_COMM_INFO_REQUEST, kernel::handleCommInfoRequest, handlers);
    return handlers;
  }

  private static <T> void add(
      MessageType<T> type,
      MessageHandler<T> handler,
      Map<MessageType<?>, MessageHandler<?>> handlers) {
    handlers.put(type, handler);
  }
}

package engram.local.cli.doctor;

import java.io.IOException;
import java.util.List;

/// Looks at one thing that can be wrong. Changes nothing.
public interface Check {

    /// Of what is looked at, in a word or two.
    String name();

    /// What is wrong; nothing if all is well.
    ///
    /// @throws IOException if that cannot be told, with a message for people
    List<Finding> look() throws IOException, InterruptedException;
}

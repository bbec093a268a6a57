package engram.local.cli.doctor;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;

/// Memory of the machine, all of it.
///
/// @param present in bytes
record MemoryCheck(long present) implements Check {

    /// What the parts and the functions have at rest, and room to work in.
    private static final long LEAST = 3L << 30;

    static MemoryCheck ofMachine() {
        return new MemoryCheck(ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getTotalMemorySize());
    }

    @Override
    public String name() {
        return "memory";
    }

    @Override
    public List<Finding> look() {
        return present >= LEAST
                ? List.of()
                : List.of(Finding.of(
                        "this machine has " + (present >> 20) + " MiB of memory, less than " + (LEAST >> 20),
                        "use a larger one, or start with one process of ingest: local/engram up --ingest 1"));
    }
}

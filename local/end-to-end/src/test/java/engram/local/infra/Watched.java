package engram.local.infra;

import static engram.local.infra.Template.map;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// What `infra/watch.yaml` watches.
public final class Watched {

    private static final Pattern OWN_ON_DASHBOARD = Pattern.compile("\"Engram/\\$\\{Deployment}\", \"([A-Za-z0-9]+)\"");

    private Watched() {}

    /// Names of Engram's own figures that alarms are on.
    public static Set<String> byAlarms() {
        Template watch = Template.read(Repository.path("infra/watch.yaml"));
        return watch.ofType("AWS::CloudWatch::Alarm").stream()
                .map(watch::properties)
                .filter(alarm -> alarm.get("Namespace") instanceof Map<?, ?> name && name.toString().contains("Engram/"))
                .map(alarm -> alarm.get("MetricName").toString())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /// Names of Engram's own figures that the dashboard shows.
    static Set<String> byDashboard() {
        Template watch = Template.read(Repository.path("infra/watch.yaml"));
        Object body = map(watch.properties("Dashboard").get("DashboardBody")).get("Fn::Sub");
        return OWN_ON_DASHBOARD.matcher(body.toString()).results()
                .map(found -> found.group(1)).collect(Collectors.toCollection(TreeSet::new));
    }
}

package polyglot;

import io.github.serverlessinteligente.Access;
import io.github.serverlessinteligente.AlarmHistory;
import io.github.serverlessinteligente.AlarmNotifications;
import io.github.serverlessinteligente.AlarmRunProps;
import io.github.serverlessinteligente.AlarmSimulator;
import io.github.serverlessinteligente.AlarmState;
import io.github.serverlessinteligente.AlarmSubscriber;
import io.github.serverlessinteligente.CancelledWhen;
import io.github.serverlessinteligente.CostGuardAlarms;
import io.github.serverlessinteligente.CrudAccess;
import io.github.serverlessinteligente.CrudIndex;
import io.github.serverlessinteligente.CrudResourceProps;
import io.github.serverlessinteligente.CrudTransitions;
import io.github.serverlessinteligente.EventMapping;
import io.github.serverlessinteligente.ICrudResource;
import io.github.serverlessinteligente.ImageUploads;
import io.github.serverlessinteligente.InvoiceSeller;
import io.github.serverlessinteligente.InvoicesProps;
import io.github.serverlessinteligente.LatencyObjective;
import io.github.serverlessinteligente.MetricSeries;
import io.github.serverlessinteligente.MonthlyCostLimit;
import io.github.serverlessinteligente.OrderEventsPipeline;
import io.github.serverlessinteligente.PeakSchedule;
import io.github.serverlessinteligente.PeakWindow;
import io.github.serverlessinteligente.SecureStaticSite;
import io.github.serverlessinteligente.ServerlessCrudApi;
import io.github.serverlessinteligente.ServiceObjectives;
import io.github.serverlessinteligente.SiteApi;
import io.github.serverlessinteligente.UsageAssumptions;
import io.github.serverlessinteligente.WorkerProps;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.assertions.Template;
import software.amazon.awscdk.services.lambda.Code;
import software.amazon.awscdk.services.lambda.Function;
import software.amazon.awscdk.services.lambda.Runtime;

public final class PolyglotApp {
    public static void main(String[] args) {
        App app = App.Builder.create()
            .policyValidationBeta1(List.of(MonthlyCostLimit.Builder.create().maxMonthlyUsd(200).build()))
            .build();
        Stack stack = new Stack(app, "Polyglot");

        // An API of orders, each its owner's and the administrators'
        ServerlessCrudApi api = ServerlessCrudApi.Builder.create(stack, "Api").allowedOrigins(List.of()).build();
        api.addUsers("users");
        ICrudResource orders = api.addResource("orders", CrudResourceProps.builder()
            .functionName("orders")
            .schema(orderSchema())
            .ownerAttribute("userId")
            .access(CrudAccess.builder().defaultValue(Access.owner().or(Access.groups("admins"))).build())
            .indexes(List.of(CrudIndex.builder().partitionKey("userId").filters(List.of("status")).build()))
            .transitions(CrudTransitions.builder()
                .attribute("status")
                .next(Map.of("OPEN", List.of("SENT", "CANCELLED")))
                .build())
            .restorableFor(Duration.days(30))
            .changeStream(true)
            .peakHours(PeakSchedule.builder()
                .timeZone("Europe/Madrid")
                .windows(List.of(PeakWindow.builder().days("MON-FRI").from("08:45").to("20:00").provisionedConcurrency(2).build()))
                .build())
            .build());
        ImageUploads.Builder.create(stack, "Images").api(api).sizes(List.of(160, 640)).build();
        UsageAssumptions.of(api).assume(Map.of("requests", 3_000_000));

        // Each change of an order is an event: for invoices, and for a worker of one's own
        OrderEventsPipeline pipeline = OrderEventsPipeline.Builder.create(stack, "Events")
            .source(orders.getTable())
            .mapping(EventMapping.builder()
                .cancelledWhen(CancelledWhen.builder().attribute("status").values(List.of("CANCELLED")).build())
                .build())
            .build();
        pipeline.addInvoices(InvoicesProps.builder()
            .seller(InvoiceSeller.builder().name("Polyglot Ltd").address(List.of("1 High Street", "Oxford")).build())
            .orders(orders)
            .build());
        Function mail = Function.Builder.create(stack, "Mail")
            .runtime(Runtime.NODEJS_22_X)
            .handler("index.handler")
            .code(Code.fromInline("exports.handler = async () => ({ batchItemFailures: [] })"))
            .build();
        pipeline.addWorker("mail", WorkerProps.builder().handler(mail).eventTypes(List.of("ORDER_CREATED")).build());

        // The site, with the API under its own origin
        SecureStaticSite.Builder.create(stack, "Site")
            .source("../site")
            .apis(List.of(SiteApi.builder().pathPattern("/v1/*").api(api.getRestApi()).build()))
            .config(Map.of("userPoolId", api.getUserPool().getUserPoolId()))
            .build();

        // Who is told when it fails
        CostGuardAlarms.Builder.create(stack, "Guard")
            .watch(List.of(stack))
            .notify(AlarmNotifications.builder().general(List.of(AlarmSubscriber.email("on-call@example.com"))).build())
            .objectives(ServiceObjectives.builder()
                .availability(99.9)
                .latency(LatencyObjective.builder().percent(95).under(Duration.millis(300)).build())
                .build())
            .build();

        // Will it ring, when the orders' function fails from minute 60 on?
        MetricSeries failures = new MetricSeries("AWS/Lambda", "Errors", Map.of("FunctionName", "orders")).repeat(60, 30, 1);
        AlarmHistory history = new AlarmSimulator(Template.fromStack(stack))
            .run(AlarmRunProps.builder().minutes(120).series(List.of(failures)).build());
        System.out.printf("rings in minute %d%n",
            history.firstMinuteIn("Polyglot/Guard: Polyglot/Api/orders/Handler errors", AlarmState.ALARM).intValue());

        app.synth();
    }

    private static Map<String, Object> orderSchema() {
        Map<String, Object> text = Map.of("type", "string", "minLength", 1, "maxLength", 200);
        return Map.of(
            "type", "object",
            "required", List.of("customer", "lines", "status"),
            "properties", Map.of(
                "customer", Map.of("type", "object", "required", List.of("name"), "properties", Map.of("name", text)),
                "lines", Map.of(
                    "type", "array",
                    "minItems", 1,
                    "items", Map.of(
                        "type", "object",
                        "required", List.of("description", "quantity", "unitPrice"),
                        "properties", Map.of(
                            "description", text,
                            "quantity", Map.of("type", "integer", "minimum", 1),
                            "unitPrice", Map.of("type", "number", "minimum", 0)))),
                "status", Map.of("enum", List.of("OPEN", "SENT", "CANCELLED"), "default", "OPEN")));
    }

    private PolyglotApp() {
    }
}

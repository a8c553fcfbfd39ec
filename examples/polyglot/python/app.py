from aws_cdk import App, Duration, Stack, aws_lambda as lambda_
from aws_cdk.assertions import Template
from serverless_inteligente import (
    Access,
    AlarmNotifications,
    AlarmSimulator,
    AlarmState,
    AlarmSubscriber,
    CancelledWhen,
    CostGuardAlarms,
    CrudAccess,
    CrudIndex,
    CrudTransitions,
    EventMapping,
    ImageUploads,
    InvoiceSeller,
    LatencyObjective,
    MetricSeries,
    MonthlyCostLimit,
    OrderEventsPipeline,
    PeakSchedule,
    PeakWindow,
    SecureStaticSite,
    ServerlessCrudApi,
    ServiceObjectives,
    SiteApi,
    UsageAssumptions,
)

app = App(policy_validation_beta1=[MonthlyCostLimit(max_monthly_usd=200)])
stack = Stack(app, "Polyglot")

text = {"type": "string", "minLength": 1, "maxLength": 200}
order_schema = {
    "type": "object",
    "required": ["customer", "lines", "status"],
    "properties": {
        "customer": {"type": "object", "required": ["name"], "properties": {"name": text}},
        "lines": {
            "type": "array",
            "minItems": 1,
            "items": {
                "type": "object",
                "required": ["description", "quantity", "unitPrice"],
                "properties": {
                    "description": text,
                    "quantity": {"type": "integer", "minimum": 1},
                    "unitPrice": {"type": "number", "minimum": 0},
                },
            },
        },
        "status": {"enum": ["OPEN", "SENT", "CANCELLED"], "default": "OPEN"},
    },
}

# An API of orders, each its owner's and the administrators'
api = ServerlessCrudApi(stack, "Api", allowed_origins=[])
api.add_users("users")
orders = api.add_resource(
    "orders",
    function_name="orders",
    schema=order_schema,
    owner_attribute="userId",
    access=CrudAccess(default=Access.owner().or_(Access.groups("admins"))),
    indexes=[CrudIndex(partition_key="userId", filters=["status"])],
    transitions=CrudTransitions(attribute="status", next={"OPEN": ["SENT", "CANCELLED"]}),
    restorable_for=Duration.days(30),
    change_stream=True,
    peak_hours=PeakSchedule(
        time_zone="Europe/Madrid",
        windows=[PeakWindow(days="MON-FRI", from_="08:45", to="20:00", provisioned_concurrency=2)],
    ),
)
ImageUploads(stack, "Images", api=api, sizes=[160, 640])
UsageAssumptions.of(api).assume({"requests": 3_000_000})

# Each change of an order is an event: for invoices, and for a worker of one's own
pipeline = OrderEventsPipeline(
    stack,
    "Events",
    source=orders.table,
    mapping=EventMapping(cancelled_when=CancelledWhen(attribute="status", values=["CANCELLED"])),
)
pipeline.add_invoices(
    seller=InvoiceSeller(name="Polyglot Ltd", address=["1 High Street", "Oxford"]),
    orders=orders,
)
mail = lambda_.Function(
    stack,
    "Mail",
    runtime=lambda_.Runtime.NODEJS_22_X,
    handler="index.handler",
    code=lambda_.Code.from_inline("exports.handler = async () => ({ batchItemFailures: [] })"),
)
pipeline.add_worker("mail", handler=mail, event_types=["ORDER_CREATED"])

# The site, with the API under its own origin
SecureStaticSite(
    stack,
    "Site",
    source="../site",
    apis=[SiteApi(path_pattern="/v1/*", api=api.rest_api)],
    config={"userPoolId": api.user_pool.user_pool_id},
)

# Who is told when it fails
CostGuardAlarms(
    stack,
    "Guard",
    watch=[stack],
    notify=AlarmNotifications(general=[AlarmSubscriber.email("on-call@example.com")]),
    objectives=ServiceObjectives(
        availability=99.9,
        latency=LatencyObjective(percent=95, under=Duration.millis(300)),
    ),
)

# Will it ring, when the orders' function fails from minute 60 on?
failures = MetricSeries("AWS/Lambda", "Errors", {"FunctionName": "orders"}).repeat(60, 30, 1)
history = AlarmSimulator(Template.from_stack(stack)).run(minutes=120, series=[failures])
alarm = "Polyglot/Guard: Polyglot/Api/orders/Handler errors"
print(f"rings in minute {history.first_minute_in(alarm, AlarmState.ALARM):.0f}")

app.synth()

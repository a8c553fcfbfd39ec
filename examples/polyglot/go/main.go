package main

import (
	"fmt"

	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/aws-cdk-go/awscdk/v2/assertions"
	"github.com/aws/aws-cdk-go/awscdk/v2/awslambda"
	"github.com/aws/constructs-go/constructs/v10"
	"github.com/aws/jsii-runtime-go"
	si "github.com/serverless-inteligente/serverless-inteligente-go/serverlessinteligente"
)

type object = map[string]interface{}

func main() {
	defer jsii.Close()

	app := awscdk.NewApp(&awscdk.AppProps{
		PolicyValidationBeta1: &[]awscdk.IPolicyValidationPluginBeta1{
			si.NewMonthlyCostLimit(&si.MonthlyCostLimitProps{MaxMonthlyUsd: jsii.Number(200)}),
		},
	})
	stack := awscdk.NewStack(app, jsii.String("Polyglot"), nil)

	// An API of orders, each its owner's and the administrators'
	api := si.NewServerlessCrudApi(stack, jsii.String("Api"), &si.ServerlessCrudApiProps{AllowedOrigins: &[]*string{}})
	api.AddUsers(jsii.String("users"), nil)
	orders := api.AddResource(jsii.String("orders"), &si.CrudResourceProps{
		FunctionName:   jsii.String("orders"),
		Schema:         orderSchema(),
		OwnerAttribute: jsii.String("userId"),
		Access:         &si.CrudAccess{Default: si.Access_Owner().Or(si.Access_Groups(jsii.String("admins")))},
		Indexes:        &[]*si.CrudIndex{{PartitionKey: jsii.String("userId"), Filters: jsii.Strings("status")}},
		Transitions: &si.CrudTransitions{
			Attribute: jsii.String("status"),
			Next:      &map[string]*[]*string{"OPEN": jsii.Strings("SENT", "CANCELLED")},
		},
		RestorableFor: awscdk.Duration_Days(jsii.Number(30)),
		ChangeStream:  jsii.Bool(true),
		PeakHours: &si.PeakSchedule{
			TimeZone: jsii.String("Europe/Madrid"),
			Windows: &[]*si.PeakWindow{{
				Days: jsii.String("MON-FRI"), From: jsii.String("08:45"), To: jsii.String("20:00"), ProvisionedConcurrency: jsii.Number(2),
			}},
		},
	})
	si.NewImageUploads(stack, jsii.String("Images"), &si.ImageUploadsProps{Api: api, Sizes: jsii.Numbers(160, 640)})
	si.UsageAssumptions_Of(api).Assume(&map[string]*float64{"requests": jsii.Number(3_000_000)})

	// Each change of an order is an event: for invoices, and for a worker of one's own
	pipeline := si.NewOrderEventsPipeline(stack, jsii.String("Events"), &si.OrderEventsPipelineProps{
		Source: orders.Table(),
		Mapping: &si.EventMapping{
			CancelledWhen: &si.CancelledWhen{Attribute: jsii.String("status"), Values: jsii.Strings("CANCELLED")},
		},
	})
	pipeline.AddInvoices(&si.InvoicesProps{
		Seller: &si.InvoiceSeller{Name: jsii.String("Polyglot Ltd"), Address: jsii.Strings("1 High Street", "Oxford")},
		Orders: orders,
	})
	mail := awslambda.NewFunction(stack, jsii.String("Mail"), &awslambda.FunctionProps{
		Runtime: awslambda.Runtime_NODEJS_22_X(),
		Handler: jsii.String("index.handler"),
		Code:    awslambda.Code_FromInline(jsii.String("exports.handler = async () => ({ batchItemFailures: [] })")),
	})
	pipeline.AddWorker(jsii.String("mail"), &si.WorkerProps{Handler: mail, EventTypes: jsii.Strings("ORDER_CREATED")})

	// The site, with the API under its own origin
	si.NewSecureStaticSite(stack, jsii.String("Site"), &si.SecureStaticSiteProps{
		Source: jsii.String("../site"),
		Apis:   &[]*si.SiteApi{{PathPattern: jsii.String("/v1/*"), Api: api.RestApi()}},
		Config: &object{"userPoolId": api.UserPool().UserPoolId()},
	})

	// Who is told when it fails
	si.NewCostGuardAlarms(stack, jsii.String("Guard"), &si.CostGuardAlarmsProps{
		Watch:  &[]constructs.IConstruct{stack},
		Notify: &si.AlarmNotifications{General: &[]si.AlarmSubscriber{si.AlarmSubscriber_Email(jsii.String("on-call@example.com"))}},
		Objectives: &si.ServiceObjectives{
			Availability: jsii.Number(99.9),
			Latency:      &si.LatencyObjective{Percent: jsii.Number(95), Under: awscdk.Duration_Millis(jsii.Number(300))},
		},
	})

	// Will it ring, when the orders' function fails from minute 60 on?
	failures := si.NewMetricSeries(jsii.String("AWS/Lambda"), jsii.String("Errors"), &map[string]*string{"FunctionName": jsii.String("orders")}).
		Repeat(jsii.Number(60), jsii.Number(30), jsii.Number(1))
	history := si.NewAlarmSimulator(assertions.Template_FromStack(stack, nil)).
		Run(&si.AlarmRunProps{Minutes: jsii.Number(120), Series: &[]si.MetricSeries{failures}})
	alarm := jsii.String("Polyglot/Guard: Polyglot/Api/orders/Handler errors")
	fmt.Printf("rings in minute %.0f\n", *history.FirstMinuteIn(alarm, si.AlarmState_ALARM))

	app.Synth(nil)
}

func orderSchema() *object {
	text := object{"type": "string", "minLength": 1, "maxLength": 200}
	return &object{
		"type":     "object",
		"required": []string{"customer", "lines", "status"},
		"properties": object{
			"customer": object{"type": "object", "required": []string{"name"}, "properties": object{"name": text}},
			"lines": object{
				"type":     "array",
				"minItems": 1,
				"items": object{
					"type":     "object",
					"required": []string{"description", "quantity", "unitPrice"},
					"properties": object{
						"description": text,
						"quantity":    object{"type": "integer", "minimum": 1},
						"unitPrice":   object{"type": "number", "minimum": 0},
					},
				},
			},
			"status": object{"enum": []string{"OPEN", "SENT", "CANCELLED"}, "default": "OPEN"},
		},
	}
}

package main

import (
	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/jsii-runtime-go"
	si "github.com/serverless-inteligente/serverless-inteligente-go/serverlessinteligente"
)

func main() {
	defer jsii.Close()

	app := awscdk.NewApp(nil)
	stack := awscdk.NewStack(app, jsii.String("Polyglot"), nil)

	api := si.NewServerlessCrudApi(stack, jsii.String("Api"), nil)
	api.AddResource(jsii.String("tickets"), &si.CrudResourceProps{
		Schema: &map[string]interface{}{
			"type":     "object",
			"required": []string{"title", "status"},
			"properties": map[string]interface{}{
				"title":  map[string]interface{}{"type": "string", "minLength": 1, "maxLength": 200},
				"status": map[string]interface{}{"enum": []string{"OPEN", "CLOSED"}, "default": "OPEN"},
			},
		},
	})

	app.Synth(nil)
}

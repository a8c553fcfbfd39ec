from aws_cdk import App, Stack
from serverless_inteligente import ServerlessCrudApi

app = App()
stack = Stack(app, "Polyglot")

api = ServerlessCrudApi(stack, "Api")
api.add_resource(
    "tickets",
    schema={
        "type": "object",
        "required": ["title", "status"],
        "properties": {
            "title": {"type": "string", "minLength": 1, "maxLength": 200},
            "status": {"enum": ["OPEN", "CLOSED"], "default": "OPEN"},
        },
    },
)

app.synth()

package polyglot;

import io.github.serverlessinteligente.CrudResourceProps;
import io.github.serverlessinteligente.ServerlessCrudApi;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Stack;

public final class PolyglotApp {
    public static void main(String[] args) {
        App app = new App();
        Stack stack = new Stack(app, "Polyglot");

        ServerlessCrudApi api = new ServerlessCrudApi(stack, "Api");
        api.addResource("tickets", CrudResourceProps.builder()
            .schema(Map.of(
                "type", "object",
                "required", List.of("title", "status"),
                "properties", Map.of(
                    "title", Map.of("type", "string", "minLength", 1, "maxLength", 200),
                    "status", Map.of("enum", List.of("OPEN", "CLOSED"), "default", "OPEN"))))
            .build());

        app.synth();
    }
}

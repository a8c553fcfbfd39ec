import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { attachCustomSynthesis, aws_apigateway as apigateway, Lazy, type ISynthesisSession } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { openApiDocument } from './document';
import type { DocumentedAction, DocumentedPaths, DocumentedResource, DocumentOptions, OpenApiDocument } from './model';
import { DOCUMENT_NAME } from '../../../contract/serverless-crud-api';
import { CORS_RESPONSE_HEADERS } from '../../../contract/wire';
import { describe } from '../../private/fail';

/**
 * Bytes that API Gateway takes as a mapping template.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-execution-service-limits-table.html
 */
const TEMPLATE_BYTES_MAX = 300 * 1024;

export interface OpenApiProps extends Omit<DocumentOptions, 'resources' | 'others'> {
  /** Path of the API's construct. */
  readonly where: string;
  /** Resource of the API below which the document is served. */
  readonly parent: apigateway.IResource;
  /** The authorizer. */
  readonly methodOptions: apigateway.MethodOptions;
  /** Methods that anybody may call; it gains those of a public document. */
  readonly publicMethods: Set<apigateway.Method>;
  /** Answers the other methods, with 405. */
  readonly otherMethods: apigateway.Integration;
  readonly allowedOrigins: readonly string[];
}

/** The OpenAPI document of an API: served by the API, and written into the cloud assembly. */
export class OpenApi extends Construct {
  private readonly resources: DocumentedResource[] = [];
  private readonly others: DocumentedPaths[] = [];
  private made?: { readonly document: OpenApiDocument; readonly template: string };

  constructor(scope: Construct, id: string, private readonly props: OpenApiProps) {
    super(scope, id);
    this.buildRoutes();
    this.node.addValidation({ validate: () => this.findTooLarge() });
    attachCustomSynthesis(this, { onSynthesize: (session) => this.write(session) });
  }

  /** Describes a resource, after those described before. */
  add(resource: DocumentedResource): void {
    this.resources.push(resource);
    this.made = undefined;
  }

  /** Describes paths that no resource declares. */
  addPaths(paths: DocumentedPaths): void {
    this.others.push(paths);
    this.made = undefined;
  }

  /** Describes a route of the user's own, below a resource described before. */
  addAction(resource: string, action: DocumentedAction): void {
    const at = this.resources.findIndex(({ definition }) => definition.name === resource);
    this.resources[at] = { ...this.resources[at], actions: [...this.resources[at].actions, action] };
    this.made = undefined;
  }

  /** The document of what has been described, and the template that renders it. */
  private make() {
    if (this.made === undefined) {
      const { title, version, description, publicDocument } = this.props;
      const document = openApiDocument({ title, version, description, publicDocument, resources: this.resources, others: this.others });
      this.made = { document, template: templateOf(document) };
    }
    return this.made;
  }

  private buildRoutes() {
    const { parent, methodOptions, publicDocument, publicMethods, otherMethods } = this.props;
    const resource = parent.addResource(DOCUMENT_NAME);
    const options = publicDocument ? { authorizationType: apigateway.AuthorizationType.NONE } : methodOptions;
    const headers = this.headers();
    const methodResponses = [{ statusCode: '200', responseParameters: Object.fromEntries(Object.keys(headers).map((name) => [name, true])) }];
    const templates = { 'application/json': Lazy.string({ produce: () => this.make().template }) };
    for (const [method, responseTemplates] of [['GET', templates], ['HEAD', undefined]] as const) {
      const integration = new apigateway.MockIntegration({
        passthroughBehavior: apigateway.PassthroughBehavior.NEVER, // else a body of another type takes the place of the template
        requestTemplates: { 'application/json': '{"statusCode":200}' },
        integrationResponses: [{ statusCode: '200', responseParameters: headers, responseTemplates }],
      });
      const added = resource.addMethod(method, integration, { ...options, methodResponses });
      if (publicDocument) { publicMethods.add(added); }
    }
    resource.addMethod('ANY', otherMethods, methodOptions);
  }

  /** Those that no function adds here; a static value stands in single quotes. */
  private headers(): { [parameter: string]: string } {
    const { allowedOrigins } = this.props;
    const header = (name: string, value: string) => ({ [`method.response.header.${name}`]: `'${value}'` });
    return {
      ...header('Cache-Control', 'no-store'),
      ...(allowedOrigins.length > 0 && {
        ...header('Access-Control-Allow-Origin', allowedOrigins.includes('*') ? '*' : allowedOrigins[0]),
        ...header('Access-Control-Expose-Headers', CORS_RESPONSE_HEADERS.join(', ')),
      }),
    };
  }

  private findTooLarge(): string[] {
    const { length } = this.make().template;
    return length <= TEMPLATE_BYTES_MAX ? [] : [describe({
      where: this.props.where,
      what: `the OpenAPI document of ${length} bytes is larger than API Gateway serves`,
      allowed: `up to ${TEMPLATE_BYTES_MAX.toLocaleString('en-US')} bytes`,
      fix: 'shorten the descriptions of the schemas, or declare some of the resources in an API of their own, with the same userPool',
    })];
  }

  private write({ outdir }: ISynthesisSession) {
    const name = `${this.props.where.replace(/\//g, '-')}.openapi.json`;
    writeFileSync(join(outdir, name), `${JSON.stringify(this.make().document, null, 2)}\n`);
  }
}

/**
 * The document as a mapping template that renders it: `$` and `#`, which the template language reads, stand in strings
 * only, where JSON has another way to write them. So has it of what is not ASCII, which a template may lose on its way.
 */
function templateOf(document: OpenApiDocument): string {
  return JSON.stringify(document).replace(/[$#\x7f-\uffff]/g, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

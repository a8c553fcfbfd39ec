import type { Examples } from './examples';
import { headerRefs } from './headers';
import { schemaRef, type DocumentedResource, type Members } from './model';
import { pascalCase, type ResourceNames } from './names';
import { listParameters, parameterRefs, shownAttributes } from './parameters';
import { ANYWHERE, responsesOf, type ProblemName } from './responses';
import type { AccessRule, Operation, TransitionsDefinition } from '../../../contract/serverless-crud-api';
import { CORRELATION_HEADER, JSON_TYPE, MERGE_PATCH_TYPE } from '../../../contract/wire';

const CORRELATION = parameterRefs('CorrelationId');

/** What one operation has of its own. */
interface Parts {
  readonly parameters: readonly Members[];
  readonly requestBody?: Members;
  /** Its answers that are no problem, by status. */
  readonly own: Members;
  /** Its problems, beside those that no operation is safe from. */
  readonly problems: readonly ProblemName[];
}

/** The operations of one resource, each as the document has it. */
export class Operations {
  constructor(private readonly resource: DocumentedResource, private readonly names: ResourceNames, private readonly examples: Examples) {}

  list(): Members {
    const page = this.examples.part && { items: [this.examples.part] };
    return this.operation('list', `list${this.names.many}`, `List ${this.names.many}`, {
      parameters: [...listParameters(this.resource.definition, shownAttributes(this.resource.definition)), ...(this.isCached() ? [] : CORRELATION)],
      own: { 200: { ...this.pageHead(), content: content(`${this.names.one}Page`, page) } },
      problems: [],
    });
  }

  listHead(): Members {
    const { description, ...list } = this.list();
    return { ...headOf(list), operationId: `head${this.names.many}`, summary: `Headers of a list of ${this.names.many}`, description, responses: { ...(list.responses as Members), 200: this.pageHead() } };
  }

  create(): Members {
    const { one } = this.names;
    return this.operation('create', `create${one}`, `Create a ${one}`, {
      parameters: [...parameterRefs('IdempotencyKey'), ...CORRELATION],
      requestBody: { required: true, content: content(this.resource.definition.transitions ? `${one}Create` : `${one}Write`, this.examples.write) },
      own: {
        201: {
          description: 'Created.',
          headers: headerRefs('Cache-Control', 'ETag', 'Location', 'Idempotency-Replayed', CORRELATION_HEADER),
          content: content(one, this.examples.item),
          ...this.links(),
        },
      },
      problems: ['Conflict', 'ContentTooLarge', 'UnsupportedMediaType', 'UnprocessableContent'],
    });
  }

  read(): Members {
    const { one } = this.names;
    const conditional = !this.isCached();
    return this.operation('read', `read${one}`, `Read a ${one}`, {
      parameters: parameterRefs('Id', ...(conditional ? ['IfMatch', 'IfNoneMatch', 'CorrelationId'] : [])),
      own: {
        200: this.readAnswer('The item.'),
        ...(conditional && { 304: { description: 'The client has this version.', headers: headerRefs('Cache-Control', 'ETag', CORRELATION_HEADER) } }),
      },
      problems: ['NotFound', ...(conditional ? ['PreconditionFailed'] : [])],
    });
  }

  readHead(): Members {
    const read = this.read();
    const { content: _, ...answer } = this.readAnswer('The item’s headers.');
    return { ...headOf(read), operationId: `head${this.names.one}`, summary: `Headers of a ${this.names.one}`, responses: { ...(read.responses as Members), 200: answer } };
  }

  replace(): Members {
    const { one } = this.names;
    return this.operation('replace', `replace${one}`, `Replace a ${one}`, {
      parameters: [...this.writeParameters(), ...CORRELATION],
      requestBody: { required: true, content: content(`${one}Write`, this.examples.write) },
      own: { 200: this.itemAnswer('Replaced.') },
      problems: this.writeProblems('UnsupportedMediaType'),
    });
  }

  patch(): Members {
    const { one } = this.names;
    const { [JSON_TYPE]: body } = content(`${one}Patch`, this.examples.patch) as { readonly [type: string]: unknown };
    return this.operation('patch', `patch${one}`, `Change a ${one}`, {
      parameters: [...this.writeParameters(), ...CORRELATION],
      requestBody: { required: true, content: { [MERGE_PATCH_TYPE]: body, [JSON_TYPE]: body } },
      own: { 200: this.itemAnswer('Changed.') },
      problems: this.writeProblems('UnsupportedPatchType'),
    });
  }

  delete(): Members {
    return this.operation('delete', `delete${this.names.one}`, `Delete a ${this.names.one}`, {
      parameters: [...this.writeParameters(), ...CORRELATION],
      own: { 204: { description: 'Deleted.', headers: headerRefs('Cache-Control', CORRELATION_HEADER) } },
      problems: ['NotFound', 'Conflict', 'PreconditionFailed', ...this.preconditionRequired()],
    });
  }

  restore(): Members {
    return this.operation('restore', `restore${this.names.one}`, `Restore a deleted ${this.names.one}`, {
      parameters: [...parameterRefs('Id'), ...CORRELATION],
      own: { 200: this.itemAnswer('The item is there, whether it had been deleted or not.') },
      problems: ['NotFound', 'Conflict'],
    });
  }

  action(operationId: string, name: string, onItem: boolean): Members {
    return {
      operationId,
      tags: [this.resource.definition.name],
      summary: `${pascalCase(name)} of ${onItem ? this.names.one : this.names.many}`,
      description: 'Answered by a function of its own, which decides on its body and its answers.',
      parameters: [...(onItem ? parameterRefs('Id') : []), ...parameterRefs('CorrelationId')],
      responses: responsesOf(
        { '2XX': { description: 'As the function answers.', content: { [JSON_TYPE]: { schema: {} } } } },
        [...ANYWHERE, 'Unauthorized', 'NotFound', 'Conflict', 'ContentTooLarge', 'UnsupportedMediaType', 'UnprocessableContent'],
      ),
    };
  }

  private operation(operation: Operation, operationId: string, summary: string, { parameters, requestBody, own, problems }: Parts): Members {
    const { definition } = this.resource;
    const rule = definition.access[operation] ?? {};
    return {
      operationId,
      tags: [definition.name],
      summary,
      description: [accessText(rule, operation), ...reservedTexts(operation, definition.transitions)].join(' '),
      ...(rule.public && { security: [] }),
      parameters,
      ...(requestBody && { requestBody }),
      responses: responsesOf(own, [...ANYWHERE, ...(rule.public ? [] : ['Unauthorized']), ...problems]),
    };
  }

  /** Then what a read answers holds nothing of the one request, since the next ones get the same. */
  private isCached(): boolean {
    return this.resource.definition.cacheSeconds !== undefined;
  }

  private writeParameters(): Members[] {
    return parameterRefs('Id', this.resource.definition.concurrency === 'required' ? 'IfMatchRequired' : 'IfMatch', 'IfNoneMatch');
  }

  private writeProblems(mediaType: ProblemName): ProblemName[] {
    return [
      'NotFound', 'Conflict', 'PreconditionFailed', 'ContentTooLarge', mediaType,
      ...(this.resource.hooked ? ['UnprocessableContent'] : []), ...this.preconditionRequired(),
    ];
  }

  private preconditionRequired(): ProblemName[] {
    return this.resource.definition.concurrency === 'required' ? ['PreconditionRequired'] : [];
  }

  private pageHead(): Members {
    return { description: 'A page.', headers: this.readHeaders('Link') };
  }

  private readAnswer(description: string): Members {
    return { ...this.itemAnswer(description), headers: this.readHeaders('ETag') };
  }

  private readHeaders(own: string): Members {
    return this.isCached() ? headerRefs(own) : headerRefs('Cache-Control', own, CORRELATION_HEADER);
  }

  private itemAnswer(description: string): Members {
    return { description, headers: headerRefs('Cache-Control', 'ETag', CORRELATION_HEADER), content: content(this.names.one, this.examples.item) };
  }

  /** How what was created is read and changed. */
  private links(): { readonly links?: Members } {
    const { definition } = this.resource;
    const parameters = { id: `$response.body#/${definition.partitionKey}` };
    const links = (['read', 'replace', 'patch', 'delete'] as const)
      .filter((operation) => definition.operations.includes(operation))
      .map((operation) => [operation, { operationId: `${operation}${this.names.one}`, parameters }]);
    return links.length > 0 ? { links: Object.fromEntries(links) } : {};
  }
}

function headOf({ requestBody: _, ...operation }: Members): Members {
  return operation;
}

function content(schema: string, example: unknown): Members {
  return { [JSON_TYPE]: { schema: schemaRef(schema), ...(example !== undefined && { example }) } };
}

function accessText({ public: open, authenticated, owner, groups = [] }: AccessRule, operation: Operation): string {
  if (open) { return 'For anybody, without a token.'; }
  if (authenticated) { return 'For every user.'; }
  const who = [
    ...(owner ? [operation === 'create' ? 'every user, who becomes its owner' : operation === 'list' ? 'its owner, who sees only what is their own' : 'its owner'] : []),
    ...(groups.length > 0 ? [`members of ${groups.join(' or ')}`] : []),
  ];
  return `For ${who.join(', or ')}.`;
}

/** Whose the ways between states are that a write may take. */
function reservedTexts(operation: Operation, transitions: TransitionsDefinition | undefined): string[] {
  const { attribute, initial = [], reserved = [] } = transitions ?? {};
  const changes = operation === 'replace' || operation === 'patch';
  return reserved.flatMap(({ from, to, groups }) => {
    const reached = changes ? to : operation === 'create' && from === undefined ? to.filter((state) => initial.includes(state)) : [];
    const left = from ? `from ${from.join(' or ')} ` : '';
    return reached.length > 0 ? [`Only members of ${groups.join(' or ')} may set ${attribute} ${left}to ${reached.join(' or ')}.`] : [];
  });
}

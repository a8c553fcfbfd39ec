import { answersMore, resolverOf, type Json, type Members } from '../openapi/schema-changes';

/** An AsyncAPI 3 document of a pipeline, as far as consumers depend on it. */
export interface DescribedEvents {
  readonly channels: {
    readonly events: { readonly address: string | null; readonly bindings: { readonly sns: { readonly ordering: { readonly type: string } } } };
  };
  readonly components: {
    readonly messages: { readonly [type: string]: Members };
    readonly schemas: { readonly [name: string]: Json };
  };
}

/**
 * What a consumer that was made for `before` stumbles over in `after`, a sentence each: an event that comes no more, comes
 * otherwise, or from elsewhere. Events more, and members more, break nobody: a consumer takes what it does not know.
 */
export function breakingEventChanges(before: DescribedEvents, after: DescribedEvents): string[] {
  const resolve = { before: resolverOf(before), after: resolverOf(after) };
  const changes = Object.keys(before.components.messages).flatMap((type) => {
    if (after.components.messages[type] === undefined) { return [`${type}: it is published no more`]; }
    const data = answersMore(before.components.schemas[type], after.components.schemas[type], resolve).map((change) => `${type}: ${change}`);
    const envelope = answersMore(envelopeOf(before, type), envelopeOf(after, type), resolve).map((change) => `${type}: ${change}`);
    return [...data, ...envelope];
  });
  return [...difference('the topic', before.channels.events.address, after.channels.events.address),
    ...difference('the topic', orderingOf(before), orderingOf(after)),
    ...difference('source', sourceOf(before), sourceOf(after)),
    ...changes];
}

function difference(what: string, before: Json, after: Json): string[] {
  return before === undefined || after === undefined || before === after ? [] : [`events: ${what} was ${String(before)}, is ${String(after)}`];
}

function orderingOf({ channels }: DescribedEvents): string {
  return channels.events.bindings.sns.ordering.type;
}

/** The envelope that all events have, and what this type's own message says beside it. */
function partsOf({ components }: DescribedEvents, type: string): readonly Members[] {
  return (components.messages[type].payload as { readonly allOf: readonly Members[] }).allOf;
}

function envelopeOf(document: DescribedEvents, type: string): Members {
  return partsOf(document, type)[0];
}

function sourceOf(document: DescribedEvents): Json {
  const [type] = Object.keys(document.components.messages);
  return (partsOf(document, type)[1].properties as { readonly source: { readonly const: string } }).source.const;
}

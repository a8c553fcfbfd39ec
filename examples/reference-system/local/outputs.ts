import type { DemoUser } from './demo-users';

/** Outputs of each stack, as the CDK CLI writes them. */
export interface StackOutputs {
  readonly [stack: string]: { readonly [output: string]: string };
}

/** What outputs.json holds: all that a client of the running system needs. */
export interface SystemOutputs {
  /** Where the AWS services answer. */
  readonly endpoint: string;
  readonly region: string;
  /** The one origin of the site and its APIs, without a slash at its end; none for an app without a site. */
  readonly siteUrl?: string;
  /** Address of each API, up to its version. */
  readonly apis: { readonly [name: string]: string };
  readonly users: readonly DemoUser[];
  readonly stacks: StackOutputs;
}

/** Every pair of outputs `<Name>ApiId` and `<Name>StageName` is an API. The stacks are in the order of their names, that of the CDK differs from start to start. */
export function describeSystem(system: Omit<SystemOutputs, 'apis'>): SystemOutputs {
  const apis: { [name: string]: string } = {};
  for (const [stack, outputs] of Object.entries(system.stacks)) {
    for (const [output, id] of Object.entries(outputs)) {
      const [, name] = /^(\w+)ApiId$/.exec(output) ?? [];
      if (!name) { continue; }
      const stage = outputs[`${name}StageName`];
      if (!stage) { throw new Error(`stack ${stack} has the output ${output} but not ${name}StageName: app.ts gives both`); }
      apis[name[0].toLowerCase() + name.slice(1)] = `${system.endpoint}/restapis/${id}/${stage}/_user_request_/v1`;
    }
  }
  return { ...system, apis, stacks: inOrder(system.stacks) };
}

function inOrder(stacks: StackOutputs): StackOutputs {
  return Object.fromEntries(Object.entries(stacks).sort(([one], [other]) => (one < other ? -1 : 1)));
}

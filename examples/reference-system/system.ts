import { type App, Aspects, type Environment, Stack } from 'aws-cdk-lib';
import { LocalTarget } from './local/local-target';
import { CommerceStack } from './stacks/commerce-stack';
import { EventsStack } from './stacks/events-stack';
import { ObservabilityStack } from './stacks/observability-stack';
import { SiteStack } from './stacks/site-stack';
import { TicketsStack } from './stacks/tickets-stack';
import { nameIn, type Stage } from './stages';

/** The stacks of both APIs and of what follows from them, in one stage. */
export interface Backend {
  readonly tickets: TicketsStack;
  /** Tables of the commerce API. */
  readonly data: Stack;
  readonly commerce: CommerceStack;
  readonly events: EventsStack;
}

/** All of the system's stacks. */
export interface System extends Backend {
  readonly site: SiteStack;
  /** None where the stage has no observability. */
  readonly observability?: ObservabilityStack;
}

export interface SystemProps {
  readonly env?: Environment;
  /** File that tells what is deployed. @default - nothing is compared */
  readonly manifest?: string;
}

/** Composes what the site stands on and the alarms watch. */
export function composeBackend(app: App, stage: Stage, { env, manifest }: SystemProps): Backend {
  const tickets = new TicketsStack(app, nameIn(stage, 'Tickets'), {
    env,
    stage,
    description: 'Reference system: tickets, and the users of every API',
    manifest,
  });
  const data = new Stack(app, nameIn(stage, 'Data'), {
    env,
    description: 'Reference system: the tables of catalogue, orders and their users',
    terminationProtection: stage.terminationProtection,
  });
  const commerce = new CommerceStack(app, nameIn(stage, 'Commerce'), {
    env,
    stage,
    description: 'Reference system: catalogue, orders and their users',
    userPool: tickets.api.userPool,
    userPoolClient: tickets.api.userPoolClient,
    tableScope: data,
    manifest,
  });
  const events = new EventsStack(app, nameIn(stage, 'Events'), {
    env,
    stage,
    description: 'Reference system: events of orders, their invoices, thumbnails of images',
    api: commerce.api,
    orders: commerce.orders,
    manifest,
  });
  return { tickets, data, commerce, events };
}

/** Composes the whole system (P5) as the stage has it. */
export function composeSystem(app: App, stage: Stage, props: SystemProps): System {
  const { env } = props;
  const { tickets, data, commerce, events } = composeBackend(app, stage, props);
  const site = new SiteStack(app, nameIn(stage, 'Site'), {
    env,
    stage,
    description: 'Reference system: the web page, its APIs under the same origin',
    tickets: tickets.api,
    commerce: commerce.api,
    images: events.uploads.images.bucket,
  });
  const observability = stage.observability && new ObservabilityStack(app, nameIn(stage, 'Observability'), {
    env,
    stage,
    description: 'Reference system: alarms, dashboards and the budget',
    watch: [tickets, data, commerce, events, site],
    contacts: stage.observability.contacts,
    monthlyBudgetUsd: env?.account && env.region ? stage.observability.monthlyBudgetUsd : undefined, // its alarm is in us-east-1: account and region must be known
  });
  if (stage.localEngine) { Aspects.of(app).add(new LocalTarget()); }
  return { tickets, data, commerce, events, site, observability };
}

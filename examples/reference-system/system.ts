import { type App, Aspects, type Environment } from 'aws-cdk-lib';
import { LocalTarget } from './local/local-target';
import { CommerceStack } from './stacks/commerce-stack';
import { ObservabilityStack } from './stacks/observability-stack';
import { SiteStack } from './stacks/site-stack';
import { TicketsStack } from './stacks/tickets-stack';
import { nameIn, type Stage } from './stages';

/** The system's stacks in one stage. */
export interface System {
  readonly tickets: TicketsStack;
  readonly commerce: CommerceStack;
  readonly site: SiteStack;
  /** None where the stage has no observability. */
  readonly observability?: ObservabilityStack;
}

export interface SystemProps {
  readonly env?: Environment;
  /** File that tells what is deployed. @default - nothing is compared */
  readonly manifest?: string;
}

/** Composes the whole system (P5) as the stage has it. */
export function composeSystem(app: App, stage: Stage, { env, manifest }: SystemProps): System {
  const tickets = new TicketsStack(app, nameIn(stage, 'Tickets'), {
    env,
    stage,
    description: 'Reference system: tickets, and the users of every API',
    manifest,
  });
  const commerce = new CommerceStack(app, nameIn(stage, 'Commerce'), {
    env,
    stage,
    description: 'Reference system: catalogue, orders and their invoices',
    userPool: tickets.api.userPool,
    userPoolClient: tickets.api.userPoolClient,
    manifest,
  });
  const site = new SiteStack(app, nameIn(stage, 'Site'), {
    env,
    stage,
    description: 'Reference system: the web page, its APIs under the same origin',
    tickets: tickets.api,
    commerce: commerce.api,
    images: commerce.uploads.images.bucket,
  });
  const observability = stage.observability && new ObservabilityStack(app, nameIn(stage, 'Observability'), {
    env,
    stage,
    description: 'Reference system: alarms, dashboards and the budget',
    watch: [tickets, commerce, site],
    contacts: stage.observability.contacts,
    monthlyBudgetUsd: env?.account && env.region ? stage.observability.monthlyBudgetUsd : undefined, // its alarm is in us-east-1: account and region must be known
  });
  if (stage.localEngine) { Aspects.of(app).add(new LocalTarget()); }
  return { tickets, commerce, site, observability };
}

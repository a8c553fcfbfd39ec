import { Duration } from 'aws-cdk-lib';
import type { AlertContacts } from './stacks/observability-stack';
import type { PeakSchedule } from 'serverless-inteligente';

/** All that one stage of the system has otherwise than another. */
export interface Stage {
  readonly name: StageName;
  /**
   * Ends the name of every stack, and every name that must be one's own in an account, so that two stages fit in one.
   * @default - none: the names are the client's
   */
  readonly suffix?: string;
  /** Stage of the APIs at the gateway. */
  readonly apiStageName: string;
  /** How long the gateway answers the catalogue from its cache (A3). */
  readonly productsCacheTtl: Duration;
  /** When orders find execution environments ready (G1). @default - never: they start as they are needed */
  readonly ordersPeakHours?: PeakSchedule;
  /**
   * Where the site is found (S1): its certificate and records are made in this zone of Route 53, which must exist.
   * @default - CloudFront's own name
   */
  readonly domain?: {
    /** Such as `www.example.com`. */
    readonly name: string;
    readonly hostedZoneId: string;
    /** Such as `example.com`. */
    readonly zoneName: string;
  };
  /** Alarms, dashboards and the budget. @default - none */
  readonly observability?: {
    readonly contacts: AlertContacts;
    /** What the account may cost a month. */
    readonly monthlyBudgetUsd: number;
  };
  /** Nobody deletes the stack of the tables before this is taken back. @default false */
  readonly terminationProtection?: boolean;
  /** Deployed on the local engine, which does not take all that AWS takes. @default false */
  readonly localEngine?: boolean;
}

export const STAGE_NAMES = ['local', 'staging', 'production'] as const;
export type StageName = (typeof STAGE_NAMES)[number];

const contacts: AlertContacts = { operations: 'operations@example.com', finance: 'finance@example.com' };

const workingHours: PeakSchedule = { timeZone: 'Europe/Madrid', windows: [{ days: 'MON-FRI', from: '08:45', to: '20:00', provisionedConcurrency: 2 }] };

export const STAGES: { readonly [name in StageName]: Stage } = {
  local: {
    name: 'local',
    apiStageName: 'dev',
    productsCacheTtl: Duration.minutes(1),
    localEngine: true,
  },
  staging: {
    name: 'staging',
    apiStageName: 'dev',
    productsCacheTtl: Duration.minutes(1),
    ordersPeakHours: workingHours,
    observability: { contacts, monthlyBudgetUsd: 100 },
  },
  production: {
    name: 'production',
    suffix: 'production',
    apiStageName: 'production',
    productsCacheTtl: Duration.minutes(5),
    ordersPeakHours: workingHours,
    observability: { contacts, monthlyBudgetUsd: 250 },
    terminationProtection: true,
  },
};

/**
 * @param name as the context value `stage` gives it; staging where it gives none
 * @throws for a name that is no stage's
 */
export function stageNamed(name: unknown = 'staging'): Stage {
  if (!STAGE_NAMES.some((known) => known === name)) {
    throw new Error(`there is no stage ${JSON.stringify(name)}. Allowed: ${STAGE_NAMES.join(', ')}. Say which with --context stage=${STAGE_NAMES[1]}`);
  }
  return STAGES[name as StageName];
}

/** `ticket-agw` as the stage has it: `ticket-agw-production`; the suffix joins as the name's own words do, `users_crud_production`. */
export function nameIn({ suffix }: Stage, name: string): string {
  return suffix === undefined ? name : `${name}${name.includes('_') ? '_' : '-'}${suffix}`;
}

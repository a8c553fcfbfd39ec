import { Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { OrderEvents } from './order-events';
import { Uploads } from './uploads';
import { giveReasons } from '../nag-reasons';
import { type Stage, STAGES } from '../stages';
import type { ICrudResource, ServerlessCrudApi } from 'serverless-inteligente';

export interface EventsStackProps extends StackProps {
  /** @default STAGES.staging */
  readonly stage?: Stage;
  /** Gets the routes of invoices and uploads. */
  readonly api: ServerlessCrudApi;
  /** The API needs this stack, which needs their table: it must be in another stack than the API. */
  readonly orders: ICrudResource;
  /** File that tells what is deployed. @default - nothing is compared */
  readonly manifest?: string;
}

/** What follows without anybody waiting for it (E1, F1, F2): the events of orders, their invoices, the thumbnails of images. */
export class EventsStack extends Stack {
  public readonly orderEvents: OrderEvents;
  public readonly uploads: Uploads;

  constructor(scope: Construct, id: string, { stage = STAGES.staging, api, orders, manifest, ...props }: EventsStackProps) {
    super(scope, id, props);
    this.orderEvents = new OrderEvents(this, 'OrderEvents', { orders, stage, manifest });
    this.uploads = new Uploads(this, 'Uploads', api, stage);
    giveReasons(this);
  }
}

import { CfnOutput } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { ADMINS } from '../admins';
import { giveReasonsOfEvents } from '../nag-reasons';
import { nameIn, type Stage } from '../stages';
import { OrderEventsPipeline, type ICrudResource, type IInvoices } from 'serverless-inteligente';

export interface OrderEventsProps {
  readonly orders: ICrudResource;
  readonly stage: Stage;
  /** File that tells what is deployed. @default - nothing is compared */
  readonly manifest?: string;
}

/**
 * What follows from an order (E1, F1): its changes are events on the topic `order-events`, and a new one gets its invoice by way
 * of `order-processing-queue`. Administrators get anybody's invoices.
 */
export class OrderEvents extends Construct {
  public readonly pipeline: OrderEventsPipeline;
  public readonly invoices: IInvoices;

  constructor(scope: Construct, id: string, { orders, stage, manifest }: OrderEventsProps) {
    super(scope, id);
    this.pipeline = new OrderEventsPipeline(this, 'Pipeline', {
      source: orders.table,
      topicName: nameIn(stage, 'order-events'),
      publisherFunctionName: nameIn(stage, 'order_events_publisher'),
      manifest,
      mapping: { cancelledWhen: { attribute: 'status', values: ['CANCELLED'] } },
    });
    this.invoices = this.pipeline.addInvoices({
      seller: {
        name: 'CloudCommerce S.L.',
        taxId: 'B12345678',
        address: ['Calle de Alcalá 42', '28014 Madrid', 'España'],
        email: 'facturas@cloudcommerce.example',
      },
      series: 'F{year}-',
      locale: 'es-ES',
      timeZone: 'Europe/Madrid',
      currency: 'EUR',
      lineFields: { description: 'name', unitPrice: 'unitPriceInCents', taxRate: 'taxInBasisPoints', minorUnits: true },
      notes: 'Gracias por su compra.',
      orders,
      adminGroups: [ADMINS],
      queueName: nameIn(stage, 'order-processing-queue'),
      workerFunctionName: nameIn(stage, 'invoice_worker'),
      generatorFunctionName: nameIn(stage, 'invoices_generator'),
    });
    giveReasonsOfEvents(this.pipeline, this.invoices);
    const { queue, deadLetterQueue, bucket, table } = this.invoices;
    new CfnOutput(this, 'Topic', { value: this.pipeline.topic.topicArn }).overrideLogicalId('OrderEventsTopicArn');
    new CfnOutput(this, 'Queue', { value: queue.queueUrl }).overrideLogicalId('OrderQueueUrl');
    new CfnOutput(this, 'DeadLetters', { value: deadLetterQueue.queueUrl }).overrideLogicalId('OrderDeadLetterQueueUrl');
    new CfnOutput(this, 'Invoices', { value: bucket.bucketName }).overrideLogicalId('InvoicesBucketName');
    new CfnOutput(this, 'Numbers', { value: table.tableName }).overrideLogicalId('InvoiceNumbersTableName');
  }
}

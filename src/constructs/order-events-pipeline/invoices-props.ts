import { aws_apigateway as apigateway, aws_dynamodb as dynamodb, aws_lambda as lambda, aws_s3 as s3, RemovalPolicy } from 'aws-cdk-lib';
import type { IWorker } from './props';
import type { PeakSchedule } from '../peak-hours';
import type { ICrudResource } from '../serverless-crud-api';

/** Whom invoices are from. */
export interface InvoiceSeller {
  /** Name of the business. */
  readonly name: string;

  /**
   * Its tax id.
   *
   * @default - none is printed
   */
  readonly taxId?: string;

  /**
   * Its address, up to 5 lines.
   *
   * @default - none is printed
   */
  readonly address?: string[];

  /**
   * Where a customer writes to.
   *
   * @default - none is printed
   */
  readonly email?: string;
}

/** Where the lines of an order hold what an invoice tells; their number is `quantity`. */
export interface InvoiceLineFields {
  /**
   * What it is.
   *
   * @default 'description'
   */
  readonly description?: string;

  /**
   * Price of one before tax.
   *
   * @default 'unitPrice'
   */
  readonly unitPrice?: string;

  /**
   * Its tax; a line without it has the invoices' own `taxRate`.
   *
   * @default 'taxRate'
   */
  readonly taxRate?: string;

  /**
   * Whether prices are whole minor units of the currency, such as cents, and taxes hundredths of a per cent: 2100 is 21 %.
   *
   * @default false - prices are in the currency's main unit, taxes in per cent
   */
  readonly minorUnits?: boolean;
}

/** Props of `OrderEventsPipeline.addInvoices`. */
export interface InvoicesProps {
  /** Whom the invoices are from. */
  readonly seller: InvoiceSeller;

  /**
   * What the numbers begin with. Numbers of a series have neither gaps nor doubles. `{year}` stands for the year of issue and
   * makes a series of each: `F{year}-` gives F2026-000001. Another series begins with 1 again.
   *
   * @default 'INV-'
   */
  readonly series?: string;

  /**
   * Language (English or Spanish words), dates and money, as a BCP 47 tag; its region decides between A4 and Letter.
   *
   * @default 'en-US'
   */
  readonly locale?: string;

  /**
   * IANA name of the time zone whose calendar the dates are of.
   *
   * @default 'UTC'
   */
  readonly timeZone?: string;

  /**
   * Currency (ISO 4217) of orders that name none.
   *
   * @default 'USD'
   */
  readonly currency?: string;

  /**
   * Tax in per cent of lines that name none, 0 to 100.
   *
   * @default 0
   */
  readonly taxRate?: number;

  /**
   * Word for the tax.
   *
   * @default - VAT, IVA in Spanish
   */
  readonly taxName?: string;

  /**
   * Lines at the end, such as how to pay, up to 1,000 characters.
   *
   * @default - none
   */
  readonly notes?: string;

  /**
   * The resource of the orders: gets the route `GET /v1/<orders>/{id}/invoice`.
   *
   * @default - invoices are written, and no route gives them
   */
  readonly orders?: ICrudResource;

  /**
   * Top-level attribute of an order that holds its owner's `sub`.
   *
   * @default - that of `orders`; 'userId' where they have none
   */
  readonly ownerAttribute?: string;

  /**
   * Requests a second and burst that the route of an order's invoice takes in all. It needs `orders`, which has the route.
   *
   * @default - those of the API's stage
   */
  readonly throttle?: apigateway.ThrottleSettings;

  /**
   * How the lines of an order name what an invoice tells.
   *
   * @default - description, unitPrice in the currency's main unit, taxRate in per cent
   */
  readonly lineFields?: InvoiceLineFields;

  /**
   * Groups whose members may download every invoice.
   *
   * @default ['admins'] - the group that `addUsers` makes
   */
  readonly adminGroups?: string[];

  /**
   * Name of the queue of orders to invoice.
   *
   * @default - made by CloudFormation
   */
  readonly queueName?: string;

  /**
   * Invocations of the worker at a time, 2 to 1,000. A series takes one number at a time, so that more than a few only
   * wait for one another.
   *
   * @default 5
   */
  readonly maxConcurrency?: number;

  /**
   * Name of the function that writes invoices.
   *
   * @default - made by CloudFormation
   */
  readonly workerFunctionName?: string;

  /**
   * When the function that writes invoices has execution environments ready, and how many.
   *
   * @default - never: environments start as they are needed
   */
  readonly workerPeakHours?: PeakSchedule;

  /**
   * Name of the function that gives links to them.
   *
   * @default - made by CloudFormation
   */
  readonly generatorFunctionName?: string;

  /**
   * When the function that gives links has execution environments ready, and how many.
   *
   * @default - never: environments start as they are needed
   */
  readonly generatorPeakHours?: PeakSchedule;

  /**
   * What becomes of the invoices and their numbers when they leave the stack. The law may want them kept for years.
   *
   * @default RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE
   */
  readonly removalPolicy?: RemovalPolicy;
}

/** What `OrderEventsPipeline.addInvoices` made. */
export interface IInvoices extends IWorker {
  /** Bucket of the invoices, under `invoices/`: their own, which no distribution reaches. */
  readonly bucket: s3.Bucket;
  /** Table of their numbers. */
  readonly table: dynamodb.Table;
  /** Function that gives links to them, with `orders`. */
  readonly generator?: lambda.Function;
}

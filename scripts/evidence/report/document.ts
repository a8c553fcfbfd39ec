import { commandsAnnex, conclusions, sourcesAnnex } from './closing';
import { lesson1 } from './lesson1';
import { lesson2 } from './lesson2';
import { lesson3 } from './lesson3';
import { lesson4 } from './lesson4';
import { lesson5 } from './lesson5';
import { lesson6 } from './lesson6';
import { lesson7, type Kept } from './lesson7';
import type { ReportDocument } from './model';
import type { Sources } from './sources';
import { day } from './spanish';
import { summary } from './summary';

/** The client's report. @param date ISO 8601, of the run */
export function reportDocument(given: Sources, kept: Kept, { date, commit }: { readonly date: string; readonly commit: string }): ReportDocument {
  const sections = [
    ...[summary, lesson1, lesson2, lesson3, lesson4, lesson5, lesson6].map((section) => section(given)), lesson7(given, kept), conclusions(given),
  ];
  return {
    title: 'Proyecto Serverless Inteligente',
    subtitle: 'Informe de evidencias: biblioteca de constructos de AWS CDK y sistema de referencia',
    about: [['Proyecto', 'serverless-inteligente'], ['Fecha', day(date)], ['Versión del código', `commit ${commit}`], ['Generado por', 'npm run evidence']],
    sections: [...sections, sourcesAnnex(given), commandsAnnex()],
  };
}

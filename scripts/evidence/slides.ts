import { keep, kept } from './place';
import { written } from './office';
import { slidesPdf } from './slides/pdf';
import { presentation } from './slides/presentation';
import { Sources } from './report/sources';

/** presentation.pdf and presentation.pptx, from the same five slides. */
export async function slides() {
  const date = new Date().toISOString();
  const given = presentation(new Sources(kept), date);
  keep('presentation.pdf', await slidesPdf(given));
  written('slides.mjs', { slides: given, date }, 'presentation.pptx');
}

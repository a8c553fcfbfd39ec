/** How the report looks as HTML, printed on A4. @param fonts their rules */
export const styleOf = (fonts: string) => `
${fonts}
@page { size: A4; margin: 21mm 19mm 20mm;
  @top-left { content: 'Proyecto Serverless Inteligente'; font: 7.5pt 'Noto Sans'; color: #64748b }
  @top-right { content: 'Informe de evidencias'; font: 7.5pt 'Noto Sans'; color: #64748b }
  @bottom-right { content: counter(page) ' de ' counter(pages); font: 7.5pt 'Noto Sans'; color: #64748b } }
@page cover { margin: 0; @top-left { content: none } @top-right { content: none } @bottom-right { content: none } }
@page side { size: A4 landscape; margin: 16mm 14mm 14mm; }
:root { --ink: #10233f; --accent: #0b6a5a; --soft: #475569; --line: #d9e0e8; --shade: #f3f6f9 }
* { box-sizing: border-box }
html { font: 9.6pt/1.5 'Noto Sans', sans-serif; color: #1e293b; -webkit-print-color-adjust: exact; hyphens: manual }
body { margin: 0 }
.cover { page: cover; height: 297mm; padding: 0 24mm; background: var(--ink); color: #fff; display: flex; flex-direction: column; justify-content: space-between; break-after: page }
.cover header { padding-top: 30mm; font-size: 10pt; letter-spacing: .06em; color: #9fd8cb }
.cover h1 { font-size: 35pt; line-height: 1.12; margin: 0 0 7mm; font-weight: 700; letter-spacing: -.01em }
.cover p { font-size: 13.5pt; line-height: 1.45; color: #d7e3ee; margin: 0; max-width: 140mm }
.cover dl { margin: 0 0 26mm; padding-top: 6mm; border-top: 1.5pt solid #2fae97; display: grid; grid-template-columns: 46mm 1fr; row-gap: 2.2mm; font-size: 10pt }
.cover dt { color: #9fb4c8 } .cover dd { margin: 0 }
.contents { break-after: page }
.contents ol { list-style: none; margin: 6mm 0 0; padding: 0 }
.contents li { border-bottom: .6pt solid var(--line) }
.contents a { display: grid; grid-template-columns: 26mm 1fr auto; padding: 2.6mm 0; color: inherit; text-decoration: none; font-size: 10.5pt }
.contents .kicker { color: var(--accent); font-weight: 700; font-size: 9pt; align-self: center }
section { break-before: page }
.kicker { margin: 0; color: var(--accent); font-weight: 700; font-size: 9.5pt; letter-spacing: .04em }
h1.title, .contents h1 { font-size: 21pt; line-height: 1.2; margin: .5mm 0 5mm; color: var(--ink); letter-spacing: -.01em }
h2 { font-size: 12.5pt; line-height: 1.3; margin: 7mm 0 2mm; color: var(--ink); break-after: avoid }
p { margin: 0 0 3mm; orphans: 3; widows: 3 } ul { margin: 0 0 3mm; padding-left: 5mm } li { margin-bottom: 1.2mm }
code { font: .88em 'DejaVu Sans Mono', monospace; color: #0f3d57; overflow-wrap: anywhere }
pre { margin: 0 0 4mm; padding: 3mm 4mm; background: var(--shade); border-left: 2pt solid var(--accent); font: 7.4pt/1.5 'DejaVu Sans Mono', monospace; white-space: pre-wrap; overflow-wrap: anywhere; break-inside: avoid }
pre .gone { color: #a3262a } pre .come { color: #0b6a5a }
.table { margin: 0 0 4.5mm } .table.small { break-inside: avoid }
table { width: 100%; border-collapse: collapse; table-layout: fixed; font-size: 8.3pt; line-height: 1.38 }
thead { display: table-header-group } tr { break-inside: avoid }
th { text-align: left; background: var(--ink); color: #fff; font-weight: 700; padding: 1.7mm 2mm; vertical-align: bottom; overflow-wrap: break-word }
td { padding: 1.4mm 2mm; border-bottom: .5pt solid var(--line); vertical-align: top; overflow-wrap: anywhere }
tbody tr:nth-child(even) td { background: #f8fafb }
.r { text-align: right; font-variant-numeric: tabular-nums }
.caption { break-before: avoid } .caption, figcaption { margin: 1.4mm 0 0; font-size: 7.8pt; line-height: 1.4; color: var(--soft) }
figure { margin: 1mm auto 4.5mm; break-inside: avoid }
figure img, figure svg { display: block; width: 100%; height: auto; border: .5pt solid var(--line); border-radius: 1mm }
.side { page: side; break-before: page; break-after: page; margin: 0 }
.side svg { max-height: 166mm; border: 0 }
.note { margin: 0 0 4mm; padding: 2.6mm 4mm; background: #eef7f4; border: .6pt solid #b9dfd5; border-radius: 1mm; break-inside: avoid }
`;

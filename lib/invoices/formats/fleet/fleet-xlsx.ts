import { zip } from '../../../kernel/zip'
import { FLEET_COLUMNS, type FleetColumn, type FleetDocument, type FleetRow, fleetRows } from './fleet-rows'

/** Excel takes no more rows on a sheet; the heading is one of them. */
export const MOST_ROWS = 1_048_575

/** A cell's style is its place in `cellXfs` below. */
const STYLES = { text: 0, date: 1, time: 2, energy: 3, money: 4, percent: 5, headLeft: 6, headRight: 7 } as const
const FORMATS: readonly string[] = ['yyyy-mm-dd', 'yyyy-mm-dd hh:mm', '#,##0.000', '#,##0.00', '0.##']

/**
 * The rows as an Excel workbook (ECMA-376, texts inline): numbers are numbers, dates are dates (the wall clock of the site), the heading
 * stays in sight. Texts stay texts whatever they begin with. Written row by row: 100 000 rows take seconds and little memory.
 * @throws RangeError when there are more rows than a sheet holds
 */
export function fleetXlsx(documents: Iterable<FleetDocument>, language: 'sv' | 'en'): Promise<Uint8Array<ArrayBuffer>> {
  return zip([
    { name: '[Content_Types].xml', content: [CONTENT_TYPES] },
    { name: '_rels/.rels', content: [RELS] },
    { name: 'xl/workbook.xml', content: [workbook(language === 'sv' ? 'Laddningar' : 'Charges')] },
    { name: 'xl/_rels/workbook.xml.rels', content: [WORKBOOK_RELS] },
    { name: 'xl/styles.xml', content: [STYLE_SHEET] },
    { name: 'xl/worksheets/sheet1.xml', content: sheet(documents, language) },
  ])
}

function* sheet(documents: Iterable<FleetDocument>, language: 'sv' | 'en'): Generator<string> {
  const columns = FLEET_COLUMNS.map(
    ({ width }, at) => `<col min="${at + 1}" max="${at + 1}" width="${width}" customWidth="1"/>`,
  )
  yield `${XML}<worksheet ${MAIN}><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols>${columns.join('')}</cols><sheetData>`
  const heading = FLEET_COLUMNS.map((column, at) =>
    textCell(`${LETTERS[at]}1`, column[language], isLeft(column) ? STYLES.headLeft : STYLES.headRight),
  )
  yield `<row r="1">${heading.join('')}</row>`
  let place = 1
  for (const row of fleetRows(documents)) {
    place += 1
    if (place > MOST_ROWS + 1) throw new RangeError('more rows than a sheet of Excel holds')
    yield `<row r="${place}">${cells(row, place)}</row>`
  }
  yield '</sheetData></worksheet>'
}

const isLeft = ({ kind }: FleetColumn) => kind === 'text' || kind === 'date' || kind === 'time'
/** `A` … `S`: there are fewer columns than letters. */
const LETTERS = FLEET_COLUMNS.map((_, at) => String.fromCharCode(65 + at))

function cells(row: FleetRow, place: number): string {
  let text = ''
  for (const [at, { key, kind }] of FLEET_COLUMNS.entries()) {
    const value = row[key]
    if (value === '') continue
    const where = `${LETTERS[at]}${place}`
    if (kind === 'text') text += textCell(where, value, STYLES.text)
    else
      text += `<c r="${where}" s="${STYLES[kind]}"><v>${kind === 'date' || kind === 'time' ? serialDay(value) : value}</v></c>`
  }
  return text
}

const textCell = (where: string, value: string, style: number) =>
  `<c r="${where}" s="${style}" t="inlineStr"><is><t xml:space="preserve">${xmlText(value)}</t></is></c>`

const DAY_MS = 86_400_000
/** Excel counts days from 30 December 1899 and knows no zones: the wall clock is written as if it were UTC's. */
const serialDay = (value: string) =>
  Date.parse(`${value.replace(' ', 'T')}${value.length === 10 ? 'T00:00:00' : ''}Z`) / DAY_MS + 25_569

/** Escaped, and without characters that XML cannot hold. */
function xmlText(text: string): string {
  if (!/[&<>\p{Cc}\p{Cs}\uFFFE\uFFFF]/u.test(text)) return text
  return text
    .replace(/[^\t\n\r\P{Cc}]|\p{Cs}|[\uFFFE\uFFFF]/gu, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
}

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
const MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006'
const TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml'

const CONTENT_TYPES = `${XML}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${TYPE}.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="${TYPE}.styles+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="${TYPE}.worksheet+xml"/></Types>`
const RELS = `${XML}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>`
const WORKBOOK_RELS = `${XML}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${OFFICE}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="${OFFICE}/styles" Target="styles.xml"/></Relationships>`
const workbook = (name: string) =>
  `${XML}<workbook ${MAIN} xmlns:r="${OFFICE}"><sheets><sheet name="${name}" sheetId="1" r:id="rId1"/></sheets></workbook>`

const FIRST_FORMAT = 164 // those below are Excel's own
const xf = (format: number, font: number, border: number, align: string) =>
  `<xf numFmtId="${format}" fontId="${font}" fillId="0" borderId="${border}" xfId="0" applyNumberFormat="1" applyFont="1" applyBorder="1"${align === '' ? '/>' : ` applyAlignment="1"><alignment horizontal="${align}"/></xf>`}`
const STYLE_SHEET = [
  `${XML}<styleSheet ${MAIN}>`,
  `<numFmts count="${FORMATS.length}">${FORMATS.map((code, at) => `<numFmt numFmtId="${FIRST_FORMAT + at}" formatCode="${code}"/>`).join('')}</numFmts>`,
  '<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts>',
  '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>',
  '<borders count="2"><border><left/><right/><top/><bottom/><diagonal/></border><border><left/><right/><top/><bottom style="thin"/><diagonal/></border></borders>',
  '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>',
  `<cellXfs count="${FORMATS.length + 3}">`,
  xf(0, 0, 0, ''),
  ...FORMATS.map((_, at) => xf(FIRST_FORMAT + at, 0, 0, '')),
  xf(0, 1, 1, 'left'),
  xf(0, 1, 1, 'right'),
  '</cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>',
].join('')

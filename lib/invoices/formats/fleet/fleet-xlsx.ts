import writeExcelFile, { type Cell } from 'write-excel-file/node'
import { FLEET_COLUMNS, type FleetColumn, type FleetDocument, fleetRows } from './fleet-rows'

/** Excel takes no more rows on a sheet; the heading is one of them. */
export const MOST_ROWS = 1_048_575

const FORMATS: Readonly<Record<Exclude<FleetColumn['kind'], 'text'>, string>> = {
  date: 'yyyy-mm-dd',
  time: 'yyyy-mm-dd hh:mm',
  energy: '#,##0.000',
  money: '#,##0.00',
  percent: '0.##',
}

/**
 * The rows as an Excel workbook: numbers are numbers, dates are dates (the wall clock of the site), the heading stays in sight. Texts stay
 * texts whatever they begin with.
 * @throws RangeError when there are more rows than a sheet holds
 */
export async function fleetXlsx(
  documents: Iterable<FleetDocument>,
  language: 'sv' | 'en',
): Promise<Uint8Array<ArrayBuffer>> {
  const heading = FLEET_COLUMNS.map(
    (column): Cell => ({
      value: column[language],
      type: String,
      fontWeight: 'bold',
      align: column.kind === 'text' || column.kind === 'date' || column.kind === 'time' ? 'left' : 'right',
      bottomBorderStyle: 'thin',
    }),
  )
  const data: Cell[][] = [heading]
  for (const row of fleetRows(documents)) {
    data.push(FLEET_COLUMNS.map(({ key, kind }) => cellOf(row[key], kind)))
    if (data.length > MOST_ROWS + 1) throw new RangeError('more rows than a sheet of Excel holds')
  }
  const buffer = await writeExcelFile(data, {
    sheet: language === 'sv' ? 'Laddningar' : 'Charges',
    columns: FLEET_COLUMNS.map(({ width }) => ({ width })),
    stickyRowsCount: 1,
  }).toBuffer()
  return new Uint8Array(buffer)
}

function cellOf(value: string, kind: FleetColumn['kind']): Cell {
  if (value === '') return null
  if (kind === 'text') return { value: xmlText(value), type: String }
  // Excel's dates have no zone: the wall clock is written as if it were UTC's.
  const cell =
    kind === 'date' || kind === 'time'
      ? { value: new Date(`${value.replace(' ', 'T')}${kind === 'date' ? 'T00:00:00' : ''}Z`), type: Date }
      : { value: Number(value), type: Number }
  return { ...cell, format: FORMATS[kind] }
}

/** Without characters that XML cannot hold. */
const xmlText = (text: string) => text.replace(/[^\t\n\r\P{Cc}]|\p{Cs}|[\uFFFE\uFFFF]/gu, '')

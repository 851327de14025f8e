import { CSV_BOM, csvRow, csvStyle } from '../../../kernel/csv'
import { FLEET_COLUMNS, type FleetDocument, fleetRows } from './fleet-rows'

/** The rows as CSV, piece by piece: UTF-8 with its mark, separators and decimal sign of the language, nothing a spreadsheet would run. */
export function* fleetCsv(documents: Iterable<FleetDocument>, language: 'sv' | 'en'): Generator<string> {
  const style = csvStyle(language)
  yield CSV_BOM +
    csvRow(
      FLEET_COLUMNS.map((column) => column[language]),
      style,
    )
  for (const row of fleetRows(documents))
    yield csvRow(
      FLEET_COLUMNS.map(({ key }) => row[key]),
      style,
    )
}

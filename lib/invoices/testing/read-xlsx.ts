import { unzipSync } from 'fflate'
import { create } from 'xmlbuilder2'

/** A cell as it is stored: what kind, what value, in which number format. */
export interface ReadCell {
  readonly kind: 'number' | 'text'
  readonly value: string
  readonly format: string
}

/** The first sheet of a workbook, by the rules of the format, not by the writer's habits. */
export function readXlsx(bytes: Uint8Array): { rows: ReadCell[][]; frozenRows: number; widths: number[] } {
  const files = unzipSync(bytes)
  const xml = (name: string) => create(new TextDecoder().decode(files[name]!)).node as unknown as Document
  const strings = files['xl/sharedStrings.xml']
    ? [...xml('xl/sharedStrings.xml').getElementsByTagName('si')].map(textOf)
    : []
  const styles = xml('xl/styles.xml')
  const formats = new Map(
    [...styles.getElementsByTagName('numFmt')].map((one) => [
      one.getAttribute('numFmtId'),
      one.getAttribute('formatCode') ?? '',
    ]),
  )
  const cellStyles = [...(styles.getElementsByTagName('cellXfs')[0]?.getElementsByTagName('xf') ?? [])]
  const sheetName = Object.keys(files).find((name) => /^xl\/worksheets\/sheet\w*\.xml$/.test(name))!
  const sheet = xml(sheetName)
  const rows = [...sheet.getElementsByTagName('row')].map((row) => {
    const cells: ReadCell[] = []
    for (const cell of row.getElementsByTagName('c')) {
      const type = cell.getAttribute('t') ?? 'n'
      const style = cellStyles[Number(cell.getAttribute('s') ?? 0)]
      const value = type === 'inlineStr' ? textOf(cell) : textOf(cell.getElementsByTagName('v')[0] ?? cell)
      cells[columnOf(cell.getAttribute('r') ?? '')] = {
        kind: type === 'n' ? 'number' : 'text',
        value: type === 's' ? strings[Number(value)]! : value,
        format: formats.get(style?.getAttribute('numFmtId') ?? '') ?? '',
      }
    }
    return cells
  })
  return {
    rows,
    frozenRows: Number(sheet.getElementsByTagName('pane')[0]?.getAttribute('ySplit') ?? 0),
    widths: [...sheet.getElementsByTagName('col')].map((one) => Number(one.getAttribute('width'))),
  }
}

const textOf = (element: Element) => element.textContent ?? ''
const columnOf = (place: string) =>
  [...place.replace(/\d/g, '')].reduce((at, letter) => at * 26 + letter.charCodeAt(0) - 64, 0) - 1

import { describe, expect, it } from 'vitest'
import type { Column } from './column'
import { comparator, countOptions, matchRows } from './match-rows'

interface Row {
  id: string
  site: string | null
  status: string[]
  powerW: number
}

const rows: Row[] = [
  { id: 'SE-1', site: 'Kista P2', status: ['charging', 'available'], powerW: 11_000 },
  { id: 'SE-2', site: 'Solna', status: ['faulted'], powerW: 0 },
  { id: 'SE-10', site: null, status: [], powerW: 22_000 },
]
const columns: Column<Row>[] = [
  { id: 'id', header: 'Station', value: (row) => row.id },
  { id: 'site', header: 'Site', value: (row) => row.site, filter: {} },
  {
    id: 'status',
    header: 'Status',
    filter: { value: (row) => row.status, options: [{ value: 'faulted', label: 'Felande' }] },
  },
  { id: 'power', header: 'kW', value: (row) => row.powerW, numeric: true },
]
const ids = (search: string, filters = {}) => matchRows(rows, columns, { search, filters }).map((row) => row.id)

describe('search and filters', () => {
  it.each([
    ['', {}, ['SE-1', 'SE-2', 'SE-10']],
    ['se-1', {}, ['SE-1', 'SE-10']],
    ['p2 SE', {}, ['SE-1']],
    ['nobody', {}, []],
    ['11000', {}, []],
    ['', { status: ['faulted'] }, ['SE-2']],
    ['', { status: ['faulted', 'charging'] }, ['SE-1', 'SE-2']],
    ['', { status: ['charging'], site: ['Solna'] }, []],
    ['', { nonsense: ['x'] }, ['SE-1', 'SE-2', 'SE-10']],
  ])('%s %j → %j', (search, filters, expected) => {
    expect(ids(search, filters)).toEqual(expected)
  })

  it('hands the same array back when nothing is asked, so that nothing is drawn again', () => {
    expect(matchRows(rows, columns, { search: '  ', filters: { site: [] } })).toBe(rows)
  })

  it('counts options, taken from the rows where none are given', () => {
    expect(countOptions(columns[1] as Column<Row>, rows, 'sv')).toEqual([
      { value: 'Kista P2', label: 'Kista P2', count: 1 },
      { value: 'Solna', label: 'Solna', count: 1 },
    ])
    expect(countOptions(columns[2] as Column<Row>, rows, 'sv')).toEqual([
      { value: 'faulted', label: 'Felande', count: 1 },
    ])
  })

  it('sorts å after z in Swedish and 2 before 10', () => {
    expect(['Årsta', 'Zinken', 'P10', 'P2'].sort(comparator('sv'))).toEqual(['P2', 'P10', 'Zinken', 'Årsta'])
    expect([10, 9, 2.5].sort(comparator('sv'))).toEqual([2.5, 9, 10])
  })
})

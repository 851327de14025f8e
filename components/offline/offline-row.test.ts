import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { packRows, unpackRows } from '@/lib/kernel/pack-rows'
import type { OfflineStation } from '@/lib/offline-policy/queries/list-offline-stations'
import { OFFLINE_ROW, toOfflineRow } from './offline-row'

const station: OfflineStation = {
  identity: 'SE-001',
  name: 'Torget',
  siteName: null,
  online: true,
  policy: 'network',
  progress: 'done',
  list: { stage: 'failed', version: 4, heldCount: 12, leftOut: 1, error: 'Failed', sentAt: new Date(0) },
  settings: [{ name: 'localList', key: 'LocalAuthListEnabled', value: 'true', standing: 'fixed' }],
  safe: { wantedA: 6, heldA: null },
}

test('the rows that follow a page are the rows that come with it', () => {
  const rows = [station, { ...station, identity: 'SE-002', list: null, settings: [] }].map(toOfflineRow)
  expect(unpackRows(packRows(rows, OFFLINE_ROW), OFFLINE_ROW)).toEqual(rows)
  expect(rows[0]).toMatchObject({ list: { stage: 'failed', error: 'Failed' }, settings: [{ standing: 'fixed' }] })
})

test.each(['sv', 'en'])('there are words for what stations answer to a list: %s', (locale) => {
  const { list } = JSON.parse(readFileSync(new URL(`../../messages/${locale}/offline.json`, import.meta.url), 'utf8'))
  expect(Object.keys(list.word).sort()).toEqual(['Failed', 'NotSupported', 'VersionMismatch'])
})

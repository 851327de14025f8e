import type { Sql } from '../../lib/db/coalesce'
import { DAY_MS } from '../../lib/kernel/time'
import { insertRows } from './insert-rows'
import { DEMO_TEMPLATES } from './templates'

/** What the operator wants its stations set to, since a month. */
export async function writeTemplates(sql: Sql, author: string, now: number): Promise<void> {
  const made = new Date(now - 30 * DAY_MS)
  await insertRows(
    sql,
    'configuration_template',
    {
      name: 'text',
      vendor: 'text',
      model: 'text',
      protocol: 'text',
      values: 'jsonb',
      repair_on_boot: 'boolean',
      created_by: 'text',
      created_at: 'timestamptz',
      updated_at: 'timestamptz',
    },
    DEMO_TEMPLATES.map(({ name, vendor = '', model = '', protocol = '', values, repairOnBoot = false }) => [
      name,
      vendor,
      model,
      protocol,
      JSON.stringify(values),
      repairOnBoot,
      author,
      made,
      made,
    ]),
  )
}

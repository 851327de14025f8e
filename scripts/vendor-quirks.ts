import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { VENDOR_QUIRKS } from '../lib/stations/vendor-quirks'

export const QUIRKS_PAGE = path.resolve(import.meta.dirname, '../docs/vendor-quirks.md')

/** The table of quirks as a page for people. */
export function quirksPage(): string {
  const rows = VENDOR_QUIRKS.map(({ id, vendor, model, what, answer, source }) => {
    const who = vendor === undefined ? 'Several' : [vendor.source, model?.source].filter(Boolean).join(', ')
    return `| ${id} | ${who.replaceAll('|', ' or ').replaceAll(' ?', ' ').replaceAll('^', '')} | ${what} | ${answer} | ${source} |`
  })
  return `# Makers' oddities

Written by \`node --import tsx scripts/vendor-quirks.ts\` from \`lib/stations/vendor-quirks.ts\`, which the code reads; letters and numbers are rules of
\`ocpp-server/SPEC.md\`. Each has a test in \`ocpp-server/vendor-quirks.test.ts\`. Station names are compared without letter case.

| Id | Station | What it does | What we do | Reported |
|---|---|---|---|---|
${rows.join('\n')}
`
}

if (process.argv[1] === import.meta.filename) writeFileSync(QUIRKS_PAGE, quirksPage())

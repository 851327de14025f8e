import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { ALL_CAUSES } from '../lib/faults/knowledge/all-causes'
import type { Cause } from '../lib/faults/knowledge/cause'
import { FIELD_STEPS } from '../lib/faults/knowledge/field-steps'
import { fieldSteps } from '../lib/faults/knowledge/guide'
import { MREC_CAUSES } from '../lib/faults/knowledge/mrec'
import { OCPP16_CAUSES } from '../lib/faults/knowledge/ocpp16'
import { OWN_SIDE_CAUSES } from '../lib/faults/knowledge/own-side'
import { PARTS } from '../lib/faults/knowledge/parts'
import { REASONS, reasonOf } from '../lib/faults/knowledge/reasons'
import { REMOTE_STEPS } from '../lib/faults/knowledge/remote-steps'
import { RULE_CAUSES } from '../lib/faults/knowledge/rules'
import { VENDORS } from '../lib/faults/knowledge/vendors'
import type { Words } from '../lib/faults/knowledge/words'

export const KNOWLEDGE_PAGE = path.resolve(import.meta.dirname, '../docs/fault-knowledge.md')

const row = (...cells: readonly string[]) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`
const table = (head: readonly string[], rows: readonly string[]) =>
  [row(...head), row(...head.map(() => '---')), ...rows].join('\n')
const links = (sources: readonly string[]) =>
  sources.map((source, index) => `[${index === 0 ? new URL(source).hostname : index + 1}](${source})`).join(' ')

function causeRow([key, cause]: readonly [string, Cause]): string {
  const { title, plain, reasons, remote, isSafety, sources } = cause
  return row(
    `\`${key}\`${isSafety ? ' **safety**' : ''}`,
    `**${title.en}.** ${plain.en}`,
    `**${title.sv}.** ${plain.sv}`,
    reasons.join(', '),
    remote.join(', '),
    fieldSteps(key).join(', '),
    links(sources),
  )
}

const CAUSE_HEAD = ['Key', 'English', 'Swedish', 'Likely, in order', 'From the desk', 'On the spot', 'Source']
const causes = (isOne: (key: string) => boolean) =>
  table(
    CAUSE_HEAD,
    Object.entries(ALL_CAUSES)
      .filter(([key]) => isOne(key))
      .map(causeRow),
  )

const words = (catalogue: Readonly<Record<string, Words>>, more: (key: string) => string = () => '') =>
  table(
    ['Key', 'English', 'Swedish', ''],
    Object.entries(catalogue).map(([key, { sv, en }]) => row(`\`${key}\``, en, sv, more(key))),
  )

/** The whole knowledge base as a page for people. */
export function knowledgePage(): string {
  return `# What we know of faults

Written by \`node --import tsx scripts/fault-knowledge.ts\` from the data in \`lib/faults/knowledge\`, which diagnosis, self-recovery, the tablet and the
notices read; a test keeps it current and complete. ${Object.keys(ALL_CAUSES).length} causes, each in Swedish and English, each with a source. **safety** means
that nobody and nothing but a person on the spot may clear it: self-recovery leaves it alone.

Which cause a fault has is decided by \`causeOf\`: a code that makers have agreed on (ChargeX MREC, EVgo, UEC) before the maker's own, that before OCPP's,
and the name of our rule last; but a matter of safety before what is none, whoever says it. Entries are meant to be added to: a new code is a line of data with its source, never a guess.

## OCPP 1.6

${causes((key) => key in OCPP16_CAUSES)}

## Minimum required error codes (ChargeX)

${causes((key) => key in MREC_CAUSES)}

## EVgo's minimum required error codes

${causes((key) => key.startsWith('evgo:'))}

## Unified error codes (DIN DKE SPEC 99003)

${causes((key) => key.startsWith('uec:'))}

## Components of OCPP 2.x

\`*\` for the variable stands for all that say something is wrong (Problem, Tripped, Fault …), \`*\` for the component for one measurement wherever it is taken.

${causes((key) => key.startsWith('2x:'))}

## Security events

${causes((key) => key.startsWith('security:'))}

## What our own rules see

${causes((key) => key in RULE_CAUSES)}

## What is wrong with our own side

${causes((key) => key in OWN_SIDE_CAUSES)}

## Makers' own codes

Only what public sources document; a code that is not here is shown as the station wrote it.

${VENDORS.map(({ key, name, where }) => `### ${name}\n\n${where.en}\n\n${causes((one) => one.startsWith(`${key}:`))}`).join('\n\n')}

## Anything else

${causes((key) => key === 'unknown')}

## Likely causes

${words(REASONS, (key) => {
  const { check, parts } = reasonOf(key as keyof typeof REASONS)
  return [check && `check: ${check}`, parts.length > 0 && `parts: ${parts.join(', ')}`].filter(Boolean).join('; ')
})}

## From the desk

${words(REMOTE_STEPS, (key) => REMOTE_STEPS[key as keyof typeof REMOTE_STEPS].command ?? '')}

## On the spot

${words(FIELD_STEPS, (key) => (FIELD_STEPS[key as keyof typeof FIELD_STEPS].isGate ? 'safety gate' : ''))}

## Parts

${words(PARTS)}
`
}

if (process.argv[1] === import.meta.filename) writeFileSync(KNOWLEDGE_PAGE, knowledgePage())

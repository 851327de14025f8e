import { getLocale, getTranslations } from 'next-intl/server'
import { z } from 'zod'
import type { Actor } from '@/lib/access/actor'
import { DomainError, type ErrorCode } from '@/lib/kernel/errors'
import { unstorableText } from '@/lib/kernel/unstorable'
import { currentActor } from './session'

/** What a form gets back. `message` is in the reader's language and fit to show; `details` maps a field to its fault in words. */
export type ActionResult<Data> =
  | { readonly ok: true; readonly data: Data }
  | {
      readonly ok: false
      readonly code: ErrorCode | 'unexpected'
      readonly message: string
      readonly details: Readonly<Record<string, string>>
    }

/**
 * A server action: finds who asks, validates with `schema`, runs the verb and turns what it throws into words.
 * Faults are kebab-case codes (`required`, `taken`) with words under `problems`; `details.reason` names a broken rule, with words
 * under `problems.reason` and the other details to fill them.
 */
export function defineAction<Schema extends z.ZodType, Data>(
  schema: Schema,
  run: (actor: Actor, input: z.output<Schema>) => Promise<Data>,
): (input: z.input<Schema>) => Promise<ActionResult<Data>> {
  return async (input) => {
    const actor = await currentActor()
    if (!actor) return refusal('unauthenticated')
    const unstorable = unstorableText(input)
    if (unstorable !== null) return refusal('invalid', { [unstorable || 'input']: 'not-storable' })
    const parsed = schema.safeParse(input, { error: LANGUAGES[(await getLocale()) as keyof typeof LANGUAGES] })
    if (!parsed.success) return refusal('invalid', detailsOf(parsed.error))
    try {
      return { ok: true, data: await run(actor, parsed.data) }
    } catch (error) {
      if (error instanceof DomainError) return refusal(error.code, error.details, error.message)
      if (isControlFlow(error)) throw error
      console.error('An action failed unexpectedly.', error)
      return refusal('unexpected')
    }
  }
}

const LANGUAGES = { sv: z.locales.sv().localeError, en: z.locales.en().localeError }

async function refusal(
  code: ErrorCode | 'unexpected',
  details: Readonly<Record<string, string>> = {},
  reason?: string,
): Promise<ActionResult<never>> {
  const t = await getTranslations('errors')
  const problems = await getTranslations('problems')
  const { reason: rule, ...fields } = details
  const inWords = (fault: string) => (/^[a-z0-9-]+$/.test(fault) && problems.has(fault) ? problems(fault) : fault)
  const ruleInWords =
    rule !== undefined && problems.has(`reason.${rule}`) ? problems(`reason.${rule}`, fields) : undefined
  // Without words for the rule: verbs speak English, which serves English readers better than the code's general sentence.
  const message = ruleInWords ?? ((await getLocale()) === 'en' ? reason : undefined) ?? t(code)
  // What fills the reason's sentence is data, not a field's fault.
  const kept =
    rule === undefined
      ? Object.entries(fields).map(([field, fault]) => [field, inWords(fault)])
      : Object.entries(details)
  return { ok: false, code, message, details: Object.fromEntries(kept) }
}

function detailsOf(error: z.ZodError): Record<string, string> {
  const details: Record<string, string> = {}
  for (const issue of error.issues) details[issue.path.map(String).join('.') || 'input'] ??= issue.message
  return details
}

/** Next's redirects and not-founds travel as errors and must pass. */
const isControlFlow = (error: unknown): boolean =>
  typeof error === 'object' && error !== null && 'digest' in error && String(error.digest).startsWith('NEXT_')

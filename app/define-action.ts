import { getLocale, getTranslations } from 'next-intl/server'
import { z } from 'zod'
import type { Actor } from '@/lib/access/actor'
import { DomainError, type ErrorCode } from '@/lib/kernel/errors'
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
 * Faults are kebab-case codes (`required`, `taken`); `errors.problem.<code>` holds their words, and a code without words is shown
 * as it is.
 */
export function defineAction<Schema extends z.ZodType, Data>(
  schema: Schema,
  run: (actor: Actor, input: z.output<Schema>) => Promise<Data>,
): (input: z.input<Schema>) => Promise<ActionResult<Data>> {
  return async (input) => {
    const actor = await currentActor()
    if (!actor) return refusal('unauthenticated')
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
  const problem = (fault: string) =>
    /^[a-z0-9-]+$/.test(fault) && t.has(`problem.${fault}`) ? t(`problem.${fault}`) : fault
  const inWords = Object.fromEntries(Object.entries(details).map(([field, fault]) => [field, problem(fault)]))
  // `reason` names the rule in words of its own; otherwise verbs speak English, which serves English readers best.
  const specific = details.reason ? inWords.reason : (await getLocale()) === 'en' ? reason : undefined
  return { ok: false, code, message: specific ?? t(code), details: inWords }
}

function detailsOf(error: z.ZodError): Record<string, string> {
  const details: Record<string, string> = {}
  for (const issue of error.issues) details[issue.path.map(String).join('.') || 'input'] ??= issue.message
  return details
}

/** Next's redirects and not-founds travel as errors and must pass. */
const isControlFlow = (error: unknown): boolean =>
  typeof error === 'object' && error !== null && 'digest' in error && String(error.digest).startsWith('NEXT_')

import { z } from 'zod'
import { key } from '../commands/kinds/fields'
import { isSecretKey } from '../configuration/secret-key'

/** More values than one template sensibly holds. */
const MOST_VALUES = 200

const value = z.object({
  // Passwords and keys are a station's own: one for all is no secret, and none can be read back to see whether it differs.
  key: key.refine((name) => !isSecretKey(name), 'secret-key'),
  value: z.string().max(2500),
})

/** What stations of one kind should be set to, as people write it. */
export const templateSchema = z.object({
  name: z.string().trim().min(1, 'required').max(100),
  /** Compared without case; '' any. */
  vendor: z.string().trim().max(100).default(''),
  model: z.string().trim().max(100).default(''),
  protocol: z.enum(['', 'ocpp1.6', 'ocpp2.0.1', 'ocpp2.1']).default(''),
  values: z
    .array(value)
    .min(1, 'required')
    .max(MOST_VALUES)
    .refine((values) => new Set(values.map((one) => foldKey(one.key))).size === values.length, 'duplicate-key'),
  /** Set what differs by itself, once a station has booted. */
  repairOnBoot: z.boolean().default(false),
})
export type TemplateInput = z.input<typeof templateSchema>

export interface TemplateValue {
  readonly key: string
  readonly value: string
}

export interface Template {
  readonly id: bigint
  readonly name: string
  readonly vendor: string
  readonly model: string
  readonly protocol: string
  readonly values: readonly TemplateValue[]
  readonly repairOnBoot: boolean
  readonly updatedAt: Date
}

/** A key as it is compared: 1.6 keys and the names of 2.x know no letter case, and a slash reads like the dot. */
export const foldKey = (name: string): string => name.trim().toLowerCase().replace('/', '.')

/** The variable of a folded key, without its component and instance: how its row is called. */
export const variableOf = (folded: string): string =>
  folded
    .replace(/\[[^\]]*\]$/, '')
    .split('.')
    .pop() ?? folded

interface Kind {
  readonly vendor: string | null
  readonly model: string | null
  readonly protocol: string | null
}

/** Whether a template is for this kind of station. */
export function isFor(template: Pick<Template, 'vendor' | 'model' | 'protocol'>, kind: Kind): boolean {
  const fits = (wanted: string, is: string | null) => wanted === '' || wanted.toLowerCase() === is?.trim().toLowerCase()
  return (
    fits(template.vendor, kind.vendor) && fits(template.model, kind.model) && fits(template.protocol, kind.protocol)
  )
}

export interface WantedValue extends TemplateValue {
  readonly templateId: bigint
}

/**
 * What all templates for one station want of it. Where two want different values of one key, the more particular one is right (model
 * before vendor before protocol), and among equals the newer.
 */
export function wantedValues(templates: readonly Template[]): readonly WantedValue[] {
  const particular = (template: Template) =>
    (template.model ? 4 : 0) + (template.vendor ? 2 : 0) + (template.protocol ? 1 : 0)
  const wanted = new Map<string, WantedValue>()
  const inOrder = [...templates].sort((a, b) => particular(a) - particular(b) || Number(a.id - b.id))
  for (const { id, values } of inOrder)
    for (const one of values) wanted.set(foldKey(one.key), { ...one, templateId: id })
  return [...wanted.values()]
}

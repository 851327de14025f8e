'use client'

import { useTranslations } from 'next-intl'
import { useProblem } from '@/components/forms/use-problem'
import { Checkbox } from '@/components/ui/checkbox'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { Label } from '@/components/ui/label'
import { NativeSelect } from '@/components/ui/select'
import { Textarea } from '@/components/ui/textarea'
import { instantOf } from './quote-card'
import { Section } from './section'

export interface When {
  readonly mode: 'now' | 'later'
  /** Local time, as the field has it. */
  readonly at: string
  readonly note: string
  readonly isDefault: boolean
}

interface WhenSectionProps {
  when: When
  onChange: (when: When) => void
  /** A new tariff has no earlier version that could hold until then. */
  isNew: boolean
  isAttempted: boolean
}

/** From when it holds, and why. */
export function WhenSection({ when, onChange, isNew, isAttempted }: WhenSectionProps) {
  const t = useTranslations('tariffEditor.when')
  const { fieldProblem } = useProblem()
  const isMissing = when.mode === 'later' && instantOf(when.at) === null
  return (
    <Section title={t(isNew ? 'titleNew' : 'title')} text={isNew ? undefined : t('text')}>
      {!isNew && (
        <div className="grid grid-cols-1 gap-3 sm:grid-cols-2">
          <Field label={t('mode')}>
            <NativeSelect
              value={when.mode}
              onChange={(event) => onChange({ ...when, mode: event.target.value as When['mode'] })}
            >
              <option value="now">{t('now')}</option>
              <option value="later">{t('later')}</option>
            </NativeSelect>
          </Field>
          {when.mode === 'later' && (
            <Field label={t('at')} error={isMissing && isAttempted ? fieldProblem('required') : undefined}>
              <Input
                type="datetime-local"
                value={when.at}
                onChange={(event) => onChange({ ...when, at: event.target.value })}
              />
            </Field>
          )}
        </div>
      )}
      <Field label={t('note')} description={t('noteHelp')}>
        <Textarea
          rows={2}
          maxLength={500}
          className="min-h-14"
          value={when.note}
          onChange={(event) => onChange({ ...when, note: event.target.value })}
        />
      </Field>
      {isNew && (
        <div className="flex items-center gap-2">
          <Checkbox
            id="is-default"
            checked={when.isDefault}
            onCheckedChange={(checked) => onChange({ ...when, isDefault: checked === true })}
          />
          <Label htmlFor="is-default">{t('isDefault')}</Label>
        </div>
      )}
    </Section>
  )
}

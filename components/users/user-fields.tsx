'use client'

import { useTranslations } from 'next-intl'
import { useId } from 'react'
import { Checkbox } from '@/components/ui/checkbox'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { NativeSelect } from '@/components/ui/select'
import { ROLES } from '@/lib/access/actor'
import type { Scopes, UserFieldsValue } from './listed-user'

interface UserFieldsProps {
  value: UserFieldsValue
  onChange: (change: Partial<UserFieldsValue>) => void
  scopes: Scopes
  /** Field → its fault in words. */
  faults: Readonly<Record<string, string>>
}

/** Name, role, and what the role must be told: whose customer, which sites. */
export function UserFields({ value, onChange, scopes, faults }: UserFieldsProps) {
  const t = useTranslations('users')
  return (
    <>
      <Field label={t('name')} error={faults.name}>
        <Input value={value.name} maxLength={120} onChange={(event) => onChange({ name: event.target.value })} />
      </Field>
      <Field label={t('roleLabel')} description={t(`roleHelp.${value.role}`)} error={faults.role}>
        <NativeSelect
          value={value.role}
          onChange={(event) => onChange({ role: ROLES.find((role) => role === event.target.value) ?? 'viewer' })}
        >
          {ROLES.map((role) => (
            <option key={role} value={role}>
              {t(`role.${role}`)}
            </option>
          ))}
        </NativeSelect>
      </Field>
      {value.role === 'fleet-manager' && (
        <Field label={t('customer')} error={faults.customerId} required>
          <NativeSelect
            value={value.customerId ?? ''}
            onChange={(event) => onChange({ customerId: event.target.value || null })}
          >
            <option value="">{t('chooseCustomer')}</option>
            {scopes.customers.map((customer) => (
              <option key={customer.id} value={customer.id}>
                {customer.name}
              </option>
            ))}
          </NativeSelect>
        </Field>
      )}
      {value.role === 'site-host' && (
        <SiteChoice
          sites={scopes.sites}
          chosen={value.siteIds}
          onChange={(siteIds) => onChange({ siteIds })}
          fault={faults.siteIds}
        />
      )}
    </>
  )
}

interface SiteChoiceProps {
  sites: Scopes['sites']
  chosen: readonly string[]
  onChange: (ids: string[]) => void
  fault?: string
  /** What no choice at all means, if it means something. */
  help?: string
}

export function SiteChoice({ sites, chosen, onChange, fault, help }: SiteChoiceProps) {
  const t = useTranslations('users')
  const id = useId()
  return (
    <fieldset className="grid gap-1.5" aria-describedby={fault ? `${id}-fault` : undefined}>
      <legend className="mb-1.5 font-medium leading-none">{t('sites')}</legend>
      <div className="max-h-44 overflow-y-auto rounded-md border border-input p-1.5">
        {sites.map((site) => (
          <label
            key={site.id}
            htmlFor={`${id}-${site.id}`}
            className="flex items-center gap-2 rounded px-1.5 py-1 hover:bg-accent"
          >
            <Checkbox
              id={`${id}-${site.id}`}
              checked={chosen.includes(site.id)}
              onCheckedChange={(on) =>
                onChange(on === true ? [...chosen, site.id] : chosen.filter((other) => other !== site.id))
              }
            />
            <span className="truncate">{site.name}</span>
          </label>
        ))}
        {sites.length === 0 && <p className="px-1.5 py-1 text-muted-foreground">{t('noSites')}</p>}
      </div>
      {help && <p className="text-muted-foreground text-xs">{help}</p>}
      {fault && (
        <p id={`${id}-fault`} role="alert" className="text-status-faulted text-xs">
          {fault}
        </p>
      )}
    </fieldset>
  )
}

import { useTranslations } from 'next-intl'
import { alternatives, resolved, type Schema, type Schemas, typeWords } from './api-document'
import { Prose } from './prose'

interface SchemaFieldsProps {
  schema: Schema
  schemas: Schemas
  /** Says which fields must be sent; an answer simply has them all. */
  isRequest?: boolean
  depth?: number
}

/** An object's fields, nested ones indented; named schemas are opened in place so that nobody has to jump about. */
export function SchemaFields({ schema, schemas, isRequest, depth = 0 }: SchemaFieldsProps) {
  const t = useTranslations('apiDocs')
  const known = insides(schema, schemas)
  const choices = alternatives(known)
  if (choices.length > 1 && choices.some((choice) => resolved(choice, schemas).properties)) {
    return (
      <div className="flex flex-col gap-2">
        <p className="text-muted-foreground text-xs">{t('oneOf')}</p>
        {choices.map((choice) => (
          <div key={JSON.stringify(choice).slice(0, 200)} className="rounded-md border px-3">
            <SchemaFields schema={choice} schemas={schemas} isRequest={isRequest} depth={depth + 1} />
          </div>
        ))}
      </div>
    )
  }
  const fields = Object.entries(known.properties ?? {})
  if (fields.length === 0) return <p className="font-mono text-muted-foreground text-xs">{typeWords(schema)}</p>
  return (
    <dl className="flex flex-col divide-y">
      {fields.map(([name, field]) => {
        const inner = resolved(field, schemas)
        const isOpen = depth < 5 && hasFields(field, schemas)
        return (
          <div key={name} className="py-1.5">
            <dt className="flex flex-wrap text-foreground items-baseline gap-x-2">
              <code className="font-medium font-mono text-xs">{name}</code>
              <span className="font-mono text-muted-foreground text-xs">{typeWords(field)}</span>
              {isRequest && known.required?.includes(name) && <span className="text-xs">{t('required')}</span>}
              {isRequest && inner.default !== undefined && (
                <span className="text-muted-foreground text-xs">
                  {t('default', { value: JSON.stringify(inner.default) })}
                </span>
              )}
            </dt>
            <dd className="text-muted-foreground">
              <Prose text={inner.description ?? alternatives(inner)[0]?.description} />
              {isOpen && (
                <div className="mt-1 border-l pl-3">
                  <SchemaFields schema={field} schemas={schemas} isRequest={isRequest} depth={depth + 1} />
                </div>
              )}
            </dd>
          </div>
        )
      })}
    </dl>
  )
}

/** The object behind a reference, a list or an "or null". */
function insides(schema: Schema, schemas: Schemas): Schema {
  const known = resolved(schema, schemas)
  if (known.items) return insides(known.items, schemas)
  const [only, another] = alternatives(known)
  return only && !another ? insides(only, schemas) : known
}

function hasFields(schema: Schema, schemas: Schemas): boolean {
  const known = insides(schema, schemas)
  return (
    known.properties !== undefined ||
    alternatives(known).some((choice) => resolved(choice, schemas).properties !== undefined)
  )
}

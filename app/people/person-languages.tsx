import { Form } from 'react-router'
import { languages as allLanguages } from '#app/canvass/lists.ts'
import { useFormat, useI18n } from '#app/messages/i18n.tsx'
import { Button } from '#app/ui/button.tsx'
import { CheckGroup } from '#app/ui/choice-group.tsx'
import { SelectField } from '#app/ui/field.tsx'
import { Section } from '#app/ui/page.tsx'
import type { LanguageNames } from './name-languages.ts'
import type { KnownLanguage, PersonFile } from './people.server.ts'
import { scripts } from './read-languages.ts'

type LanguagesProps = { person: PersonFile; names: LanguageNames; mayWrite: boolean }

/** Spoken, read and interpreted are three things: who speaks Cantonese may read Chinese, English, or nothing. */
export function PersonLanguages({ person: { known }, names, mayWrite }: LanguagesProps) {
  const i18n = useI18n()
  const name = (code: string) => names[code] ?? code
  const isKnown = new Set(known.map(({ language }) => language))
  return (
    <Section title={i18n._('people.languages')}>
      {known.length === 0 && <p>{i18n._('people.notKnown')}</p>}
      <ul>
        {known.map((one) => (
          <li key={one.language}>
            <KnownLine known={one} name={name(one.language)} />
          </li>
        ))}
      </ul>
      {mayWrite && (
        <details className="mt-2">
          <summary className="inline-flex min-h-12 items-center font-semibold text-enamel desk:min-h-10">
            {i18n._('people.changeLanguages')}
          </summary>
          <Form method="post" preventScrollReset className="mt-2 flex flex-col gap-4">
            <input type="hidden" name="intent" value="languages" />
            {known.map(({ language }) => (
              <input key={language} type="hidden" name="seen" value={language} />
            ))}
            {known.map((one) => (
              <KnownFields key={one.language} known={one} name={name(one.language)} />
            ))}
            <CheckGroup
              name="speaks"
              label={i18n._(known.length > 0 ? 'people.alsoSpeaks' : 'people.speaks')}
              hint={i18n._('people.speaksHint')}
              inline
              options={allLanguages
                .filter((code) => !isKnown.has(code))
                .map((code) => ({ value: code, label: name(code) }))}
            />
            {scripts.some((code) => !isKnown.has(code)) && (
              <CheckGroup
                name="reading"
                label={i18n._('people.readsChinese')}
                inline
                options={scripts
                  .filter((code) => !isKnown.has(code))
                  .map((code) => ({ value: `${code}.yes`, label: name(code) }))}
              />
            )}
            <Button type="submit" className="self-start">
              {i18n._('people.saveLanguages')}
            </Button>
          </Form>
        </details>
      )}
    </Section>
  )
}

type OneProps = { known: KnownLanguage; name: string }

function KnownLine({ known: { speaks, reads, interpreter }, name }: OneProps) {
  const i18n = useI18n()
  const format = useFormat()
  const said = [
    ...(speaks ? [i18n._('people.language.speaks')] : []),
    ...(reads === null ? [] : [i18n._(reads ? 'people.language.reads' : 'people.language.readsNot')]),
    ...(interpreter ? [i18n._('people.language.interpreter')] : []),
  ]
  return (
    <>
      <span className="font-semibold">{name}</span>: {format.list(said)}
    </>
  )
}

function KnownFields({ known: { language, speaks, reads, interpreter }, name }: OneProps) {
  const i18n = useI18n()
  const isScript = scripts.some((code) => code === language)
  return (
    <fieldset className="flex flex-wrap items-end gap-x-6 gap-y-2">
      <legend className="text-label font-semibold">{name}</legend>
      {!isScript && <Tick name="speaks" value={language} on={speaks} word={i18n._('people.speaks')} />}
      <SelectField
        id={`reading-${language}`}
        name="reading"
        label={i18n._('people.reads')}
        empty={i18n._('people.notAsked')}
        defaultValue={reads === null ? '' : `${language}.${reads ? 'yes' : 'no'}`}
        options={[
          { value: `${language}.yes`, label: i18n._('answer.yes') },
          { value: `${language}.no`, label: i18n._('answer.no') },
        ]}
      />
      {!isScript && (
        <Tick name="interpreter" value={language} on={interpreter} word={i18n._('people.interpreter')} />
      )}
    </fieldset>
  )
}

function Tick({ name, value, on, word }: { name: string; value: string; on: boolean; word: string }) {
  return (
    <label className="flex min-h-12 items-center gap-3 py-1 desk:min-h-10">
      <input type="checkbox" name={name} value={value} defaultChecked={on} className="size-6 shrink-0" />
      {word}
    </label>
  )
}

import { Form } from 'react-router'
import { useFormat, useI18n } from '#app/messages/i18n.tsx'
import { Button } from '#app/ui/button.tsx'
import { CheckGroup } from '#app/ui/choice-group.tsx'
import { Empty } from '#app/ui/empty.tsx'
import { SelectField } from '#app/ui/field.tsx'
import { StatusChip } from '#app/ui/marks.tsx'
import { languages } from '../lists.ts'
import { useLanguageName } from './language-names.tsx'
import type { PairPerson, Pairs } from './pairs.server.ts'

/** Who goes with whom. Each act is a form of its own: no script needed. */
export function PairsSection({ pairs, unpaired, others }: Pairs) {
  const i18n = useI18n()
  const free = [...unpaired, ...others]
  const places = pairs.map(({ pairId, place, name, isBack }) => ({
    pairId,
    label: i18n._('pair.name', { place, name }),
    isBack,
  }))
  return (
    <div className="flex flex-col gap-6">
      {pairs.length === 0 && <Empty>{i18n._('pair.none')}</Empty>}
      <ol className="grid gap-6 desk:grid-cols-2">
        {pairs.map((pair) => (
          <li key={pair.pairId} className="border-t-2 border-ink pt-2">
            <h3 className="flex flex-wrap items-center gap-x-3 text-body font-semibold">
              <bdi>{i18n._('pair.name', { place: pair.place, name: pair.name })}</bdi>
              {pair.isBack && <StatusChip tone="ok">✓ {i18n._('board.isBack')}</StatusChip>}
            </h3>
            <ul>
              {pair.people.map((person) => (
                <Person key={person.accountId} person={person} pairId={pair.pairId} places={places} />
              ))}
            </ul>
            {pair.people.length === 1 && <p className="text-label text-ink-2">△ {i18n._('pair.alone')}</p>}
            {pair.turfs === 0 && (
              <Form method="post" preventScrollReset>
                <input type="hidden" name="intent" value="removePair" />
                <Button type="submit" variant="quiet" name="pairId" value={pair.pairId}>
                  {i18n._('pair.remove')}
                </Button>
              </Form>
            )}
          </li>
        ))}
      </ol>
      {unpaired.length > 0 && (
        <div>
          <h3 className="text-body font-semibold">{i18n._('pair.unpaired')}</h3>
          <ul className="max-w-lg">
            {unpaired.map((person) => (
              <Person key={person.accountId} person={person} pairId="nobody" places={places} />
            ))}
          </ul>
        </div>
      )}
      {free.length > 0 && <NewPair key={`${pairs.length} ${free.length}`} people={free} />}
    </div>
  )
}

/** Two as a rule. Where it is drawn it is sent: the shift's own page, and its plan while nobody goes with anybody. */
export function NewPair({ people }: { people: readonly PairPerson[] }) {
  const i18n = useI18n()
  return (
    <Form method="post" preventScrollReset className="flex max-w-lg flex-col gap-3">
      <input type="hidden" name="intent" value="addPair" />
      <CheckGroup
        name="people"
        label={i18n._('pair.new')}
        hint={i18n._('pair.newHint')}
        options={people.map(({ accountId, name, languages }) => ({
          value: accountId,
          label: <bdi>{name}</bdi>,
          hint: languages.length > 0 ? <Spoken languages={languages} /> : undefined,
        }))}
      />
      <div>
        <Button type="submit">{i18n._('pair.make')}</Button>
      </div>
    </Form>
  )
}

function Spoken({ languages }: { languages: readonly string[] }) {
  const format = useFormat()
  const languageName = useLanguageName()
  return format.list(languages.map(languageName))
}

type PersonProps = {
  person: PairPerson
  pairId: string
  places: { pairId: string; label: string; isBack: boolean }[]
}

function Person({ person, pairId, places }: PersonProps) {
  const i18n = useI18n()
  const languageName = useLanguageName()
  const { accountId, name } = person
  const id = `${accountId}-${pairId}`
  return (
    <li className="border-b border-hair py-2">
      <details>
        <summary className="flex min-h-12 flex-wrap items-center gap-x-3 desk:min-h-10">
          <bdi>{name}</bdi>
          <span className="text-label text-ink-2">
            {person.languages.length > 0 ? (
              <Spoken languages={person.languages} />
            ) : (
              i18n._('pair.noLanguages')
            )}
          </span>
          <span className="text-label text-enamel">{i18n._('pair.change')}</span>
        </summary>
        <Form method="post" preventScrollReset className="flex flex-wrap items-end gap-3 pb-3">
          <input type="hidden" name="intent" value="putInPair" />
          <input type="hidden" name="accountId" value={accountId} />
          <div className="min-w-0 flex-1">
            <SelectField
              id={`pair-of-${id}`}
              name="pairId"
              label={i18n._('pair.where', { name })}
              defaultValue={pairId}
              options={[
                // Nobody is sent along with a pair that is back.
                ...places
                  .filter((place) => !place.isBack || place.pairId === pairId)
                  .map((place) => ({ value: place.pairId, label: place.label })),
                { value: 'nobody', label: i18n._('pair.nobody') },
                { value: 'leave', label: i18n._('pair.leave') },
              ]}
            />
          </div>
          <Button type="submit">{i18n._('pair.move')}</Button>
        </Form>
        <Form method="post" preventScrollReset className="pb-3">
          <input type="hidden" name="intent" value="speaks" />
          <input type="hidden" name="accountId" value={accountId} />
          <CheckGroup
            id={`languages-of-${id}`}
            name="languages"
            label={i18n._('pair.speaks', { name })}
            hint={i18n._('pair.speaksHint')}
            inline
            defaultValue={person.languages}
            options={languages.map((code) => ({ value: code, label: languageName(code) }))}
          />
          <Button type="submit">{i18n._('pair.saveLanguages')}</Button>
        </Form>
      </details>
    </li>
  )
}

import { PipelineStep } from '@cloudact/catalog/pipeline'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { planSteps } from './graph.ts'

const steps = (...parts: { step_id: string; depends_on?: string[]; trigger?: 'on_failure' | 'always' }[]) =>
  parts.map((part) => PipelineStep.parse({ ps_type: 'test.x', ...part }))
const waits = (...parts: Parameters<typeof steps>) =>
  Object.fromEntries(planSteps(steps(...parts)).map(({ step, waitsFor }) => [step.step_id, waitsFor]))

describe('planSteps', () => {
  it('puts a step without depends_on after the working step before it', () => {
    expect(waits({ step_id: 'a' }, { step_id: 'mail', trigger: 'on_failure' }, { step_id: 'b' })).toEqual({
      a: [],
      mail: ['a', 'b'],
      b: ['a'],
    })
  })

  it('[] starts at once, a list waits for its members once each', () => {
    expect(
      waits(
        { step_id: 'a' },
        { step_id: 'b', depends_on: [] },
        { step_id: 'c', depends_on: ['a', 'b', 'a'] },
      ),
    ).toEqual({ a: [], b: [], c: ['a', 'b'] })
  })

  it('a reaction other steps wait for does not wait for those', () => {
    expect(
      waits(
        { step_id: 'a' },
        { step_id: 'clean', trigger: 'always' },
        { step_id: 'z', depends_on: ['clean'] },
      ),
    ).toEqual({ a: [], clean: ['a'], z: ['clean'] })
  })

  it.each([
    ['twice', [{ step_id: 'a' }, { step_id: 'a' }], '"a" is declared twice'],
    ['unknown', [{ step_id: 'a', depends_on: ['b'] }], '"a" depends on "b"'],
    ['itself', [{ step_id: 'a', depends_on: ['a'] }], 'a → a'],
    [
      'a cycle behind a tail',
      [
        { step_id: 'x', depends_on: ['a'] },
        { step_id: 'a', depends_on: ['b'] },
        { step_id: 'b', depends_on: ['c'] },
        { step_id: 'c', depends_on: ['a'] },
      ],
      'a → b → c → a',
    ],
  ])('refuses %s', (_, parts, message) => {
    expect(() => planSteps(steps(...parts))).toThrow(
      expect.objectContaining({ code: 'config_invalid', message: expect.stringContaining(message) }),
    )
  })

  const ids = Array.from({ length: 12 }, (_, index) => `s${index}`)

  it('accepts every graph whose edges point backwards, in an order that can be run', () => {
    const acyclic = fc
      .array(fc.option(fc.subarray(ids), { nil: undefined }), { minLength: 1, maxLength: ids.length })
      .map((lists) =>
        lists.map((list, index) => ({
          step_id: `s${index}`,
          depends_on: list?.filter((id) => Number(id.slice(1)) < index),
        })),
      )
    fc.assert(
      fc.property(acyclic, (parts) => {
        const planned = planSteps(steps(...parts))
        const done = new Set<string>()
        for (let left = planned.length; left > 0;) {
          const ready = planned.filter(
            ({ step, waitsFor }) => !done.has(step.step_id) && waitsFor.every((id) => done.has(id)),
          )
          expect(ready.length).toBeGreaterThan(0)
          ready.forEach(({ step }) => done.add(step.step_id))
          left -= ready.length
        }
      }),
    )
  })

  it('refuses every graph with a circle, and names edges that exist', () => {
    const circle = fc.shuffledSubarray(ids, { minLength: 2 })
    fc.assert(
      fc.property(circle, (around) => {
        const parts = ids.map((id) => {
          const at = around.indexOf(id)
          return { step_id: id, depends_on: at < 0 ? [] : [around[(at + 1) % around.length] ?? ''] }
        })
        const waitsFor = new Map(parts.map((part) => [part.step_id, part.depends_on]))
        try {
          planSteps(steps(...parts))
          expect.unreachable()
        } catch (error) {
          const path = /circle: (.*)\./.exec(String(error))?.[1]?.split(' → ') ?? []
          expect(path.length).toBe(around.length + 1)
          path.slice(1).forEach((id, index) => expect(waitsFor.get(path[index] ?? '')).toContain(id))
        }
      }),
    )
  })

  it('plans a chain of ten thousand steps', () => {
    const chain = Array.from({ length: 10_000 }, (_, index) => ({
      step_id: `s${index}`,
      depends_on: index === 0 ? [] : [`s${index - 1}`],
    }))
    expect(planSteps(steps(...chain))).toHaveLength(10_000)
  })
})

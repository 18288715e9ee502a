import { expect, test } from '@playwright/test'
import { openDemo } from './open-demo.ts'

const PAGES = [
  'dashboard',
  'costs',
  'costs?group=rows',
  'costs/conformance',
  'costs/conformance?show=all',
  'genai/reconciliation',
  'genai/prices',
  'integrations',
  'integrations/genai/openai',
  'pipelines',
  'settings',
  'settings/notifications',
]

test('every page fits a phone and logs no error', async ({ page }) => {
  const errors: string[] = []
  page.on('pageerror', (error) => errors.push(error.message))
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(message.text())
  })
  await page.setViewportSize({ width: 375, height: 812 })
  const org = await openDemo(page)
  for (const path of PAGES) {
    await page.goto(`/${org}/${path}`)
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    await expect(page.getByRole('status').filter({ hasText: 'Loading' })).toHaveCount(0)
    const width = await page.evaluate(() => document.documentElement.scrollWidth)
    expect(width, `${path} scrolls sideways`).toBeLessThanOrEqual(375)
  }
  expect(errors).toEqual([])
})

test('the first stop of the keyboard skips to the content', async ({ page }) => {
  await openDemo(page)
  await page.reload()
  await expect(page.getByRole('heading', { name: 'Overview', level: 1 })).toBeVisible()
  await page.keyboard.press('Tab')
  await expect(page.getByRole('link', { name: 'Skip to content' })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('main')).toBeFocused()
})

test('a page of another organization shows nothing of it', async ({ page }) => {
  await openDemo(page)
  await page.goto('/somebody_else/dashboard')
  await expect(page.getByText('There is no organization "somebody_else" for you')).toBeVisible()
})

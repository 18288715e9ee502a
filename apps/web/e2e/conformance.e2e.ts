import { expect, test } from '@playwright/test'
import { openDemo } from './open-demo.ts'

test('the demo breaks no rule of FOCUS, and every rule can be looked at', async ({ page }) => {
  const org = await openDemo(page)
  await page.goto(`/${org}/costs`)
  await page.getByRole('link', { name: 'Conformance' }).click()
  await expect(page.getByRole('heading', { name: 'FOCUS conformance', level: 1 })).toBeVisible()
  await expect(page.getByText('No binding rule of FOCUS 1.3 is broken')).toBeVisible()
  await expect(page.getByText('No rule is broken', { exact: true })).toBeVisible()

  await page.getByRole('radio', { name: 'All' }).click()
  await expect(page).toHaveURL(/show=all/)
  const rules = page.getByRole('region', { name: 'Rules of FOCUS' }).getByRole('row')
  await expect(rules).toHaveCount(838)
  const status = rules.filter({ hasText: 'CAU-CommitmentDiscountStatus-C-005-M' })
  await expect(status).toContainText('passes')
  await expect(status).toContainText('Not asked as published: The model lists Active, Expired and Pending.')
})

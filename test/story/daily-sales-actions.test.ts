// The whole story of the daily sales with the jobs of Actions, asserted on what the API says.
import { testDailySales } from './sales-state.ts';

testDailySales('actions');

// The whole story of the daily sales with the hosted App, asserted on what the API says.
import { testDailySales } from './sales-state.ts';

testDailySales('hosted');

"""Pages of referrals: taken, decided, waiting, taken on; sent on; the move home from a ward."""
